# expect: upgrade fails
"""closes it in the upgrade"""

import sqlalchemy as sa
from alembic import op

revision = "l11"
down_revision = "l10"


def upgrade():
    op.get_bind().close()


def downgrade():
    pass
