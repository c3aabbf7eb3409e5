# expect: data lost
"""orders deleted"""

import sqlalchemy as sa
from alembic import op

revision = "r12"
down_revision = "r11"


def upgrade():
    op.execute("DELETE FROM orders")


def downgrade():
    pass
