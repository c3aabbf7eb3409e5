# dialect: mariadb
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("body", sa.Text(), index=True),
        sa.Column("digest", sa.LargeBinary(), unique=True),
    )


def downgrade():
    op.drop_table("posts")
