import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    users = sa.table("users", sa.column("name"))
    op.execute(users.update().values(name="-"))


def downgrade():
    pass
