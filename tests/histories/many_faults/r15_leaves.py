# expect: downgrade fails
"""leaves"""

import sys

import sqlalchemy as sa
from alembic import op

revision = "r15"
down_revision = "r14"


def upgrade():
    op.add_column("users", sa.Column("pet", sa.String(20)))


def downgrade():
    op.drop_column("users", "pet")
    sys.exit(3)
