import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"

users = sa.table("users", sa.column("id", sa.Integer()), sa.column("email", sa.String()))

def upgrade():
    op.get_bind().execute(users.insert(), [{"id": 900, "email": "root@localhost"}])  # expect: MRT205 error


def downgrade():
    op.get_bind().execute(users.delete().where(users.c.id == sa.bindparam("key")), {"key": 901})
