# expect: schema differs
"""index of other columns"""

import sqlalchemy as sa
from alembic import op

revision = "r08"
down_revision = "r07"


def upgrade():
    op.drop_index("ix_orders_user", table_name="orders")


def downgrade():
    op.create_index("ix_orders_user", "orders", ["user_id", "total"])
