import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


users = sa.table("users", sa.column("logins"))


def upgrade():
    op.get_bind().execute(users.update().where(users.c.logins is None).values(logins=0))


def downgrade():
    pass
