import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "phone", new_column_name="old_phone")
    op.add_column("users", sa.Column("phone", sa.Text()))
    op.execute("UPDATE users SET phone = old_phone")
    op.drop_column("users", "old_phone")


def downgrade():
    op.alter_column("users", "phone", new_column_name="new_phone")
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = new_phone")
    op.drop_column("users", "new_phone")
