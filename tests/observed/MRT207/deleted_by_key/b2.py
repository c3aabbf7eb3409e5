import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    users = sa.table("users", sa.column("id", sa.Integer), sa.column("email", sa.String))
    op.bulk_insert(users, [{"id": 900, "email": "root@example.org"}])


def downgrade():
    op.execute("DELETE FROM users WHERE id = 900")
