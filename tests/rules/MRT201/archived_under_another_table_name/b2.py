import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.rename_table("users", "people")
    op.execute("CREATE TABLE old_phones AS SELECT id, phone FROM people")
    op.drop_column("people", "phone")


def downgrade():
    op.rename_table("people", "users")
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = (SELECT o.phone FROM old_phones o WHERE o.id = users.id)")
    op.drop_table("old_phones")
