import os

import sqlalchemy as sa
from alembic import op

# no round trip: it has `op` at hand while it loads the scripts; `alembic history` has not.

revision = "a1"
down_revision = None

if os.environ.get("EARLY"):
    op.create_table("users", sa.Column("id", sa.Integer()))  # expect: MRT708 error


def upgrade():
    pass


def downgrade():
    op.drop_table("users")
