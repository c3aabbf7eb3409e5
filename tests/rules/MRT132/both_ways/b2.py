import os

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.add_column("users", sa.Column("nickname", sa.String(40)))


def downgrade():
    if not os.environ.get("ALLOW_DOWNGRADE"):
        raise RuntimeError("set ALLOW_DOWNGRADE")
    op.drop_column("users", "nickname")
