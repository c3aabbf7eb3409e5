import os

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if os.environ.get("NICKNAMES"):  # expect: MRT706 warning
        op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    pass
