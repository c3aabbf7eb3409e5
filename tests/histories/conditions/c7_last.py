# expect: reversible
"""last"""

from alembic import op

revision = "c7"
down_revision = "c6"


def upgrade():
    op.create_index("ix_orders_status", "orders", ["status"])


def downgrade():
    op.drop_index("ix_orders_status", table_name="orders")
