# expect: downgrade not written
"""not written"""

import sqlalchemy as sa
from alembic import op

revision = "r05"
down_revision = "r04"


def upgrade():
    op.add_column("audit", sa.Column("what", sa.String(20)))


def downgrade():
    raise NotImplementedError
