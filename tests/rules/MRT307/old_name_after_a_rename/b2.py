import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("fax", sa.String(30)))
    op.rename_table("users", "accounts")


def downgrade():
    op.drop_column("users", "fax")  # expect: MRT307 error
    op.rename_table("accounts", "users")
