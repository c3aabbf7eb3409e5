# dialect: sqlite
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "meters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("v", sa.Integer()),
    )


def downgrade():
    op.drop_table("meters")
