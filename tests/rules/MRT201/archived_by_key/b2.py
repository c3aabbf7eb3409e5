import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE TABLE phones AS SELECT id, phone FROM users WHERE phone IS NOT NULL")
    op.drop_column("users", "phone")


def downgrade():
    op.add_column("users", sa.Column("phone", sa.String(30)))
    op.execute("UPDATE users SET phone = (SELECT p.phone FROM phones p WHERE p.id = users.id)")
    op.drop_table("phones")
