import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.alter_column("users", "phone", new_column_name="old_phone")
    op.add_column("users", sa.Column("phone", sa.Text()))
    op.execute("CREATE TABLE old_users AS SELECT id, phone FROM users")
    op.drop_column("users", "old_phone")  # expect: MRT201 note


def downgrade():
    op.drop_column("users", "phone")
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = (SELECT o.phone FROM old_users o WHERE o.id = users.id)")
    op.drop_table("old_users")
