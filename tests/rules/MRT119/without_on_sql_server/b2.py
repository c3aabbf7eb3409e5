# no round trip: there is none on SQL Server
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_users_a")  # expect: MRT119 error


def downgrade():
    op.create_index("ix_users_a", "users", ["a"])
