# expect: data lost
"""names in capitals"""

import sqlalchemy as sa
from alembic import op

revision = "r11"
down_revision = "r10"


def upgrade():
    op.execute("UPDATE users SET name = upper(name)")


def downgrade():
    op.execute("UPDATE users SET name = lower(name)")
