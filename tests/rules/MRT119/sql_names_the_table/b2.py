# no round trip: there is none on SQL Server
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("DROP INDEX users.ix_users_a")


def downgrade():
    op.create_index("ix_users_a", "users", ["a"])
