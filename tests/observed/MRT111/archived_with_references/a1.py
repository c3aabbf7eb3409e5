# dialect: postgresql
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Uuid(), primary_key=True))
    op.create_table(
        "docs",
        sa.Column("user_id", sa.Uuid(), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("code", sa.String(6), primary_key=True),
        sa.Column("state", sa.String(20)),
    )


def downgrade():
    op.drop_table("docs")
    op.drop_table("users")
