# dialect: mysql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(200), unique=True),
    )
    op.alter_column(  # expect: MRT126 warning
        "posts", "title", existing_type=sa.String(200), type_=sa.Text()
    )


def downgrade():
    op.drop_table("posts")
