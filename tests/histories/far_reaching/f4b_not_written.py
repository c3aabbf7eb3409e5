# expect: downgrade not written
"""Touches tables that its script does not name, and has no way back"""

import sqlalchemy as sa
from alembic import op

revision = "f4b"
down_revision = "f4"


def upgrade():
    op.get_bind().execute(sa.table("ord" + "ers", sa.column("total")).update().values(total=7))


def downgrade():
    raise NotImplementedError
