# expect: declared irreversible
"""irreversible"""

import sqlalchemy as sa
from alembic import op

revision = "r06"
down_revision = "r05"


def upgrade():
    op.drop_column("audit", "what")


def downgrade():
    raise RuntimeError("the audit trail is not kept twice")
