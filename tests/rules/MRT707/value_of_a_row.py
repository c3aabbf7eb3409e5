from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(sa.text("UPDATE users SET seen = :now").bindparams(now=datetime.now()))


def downgrade():
    pass
