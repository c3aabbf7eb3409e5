# expect: reversible
"""orders"""

import sqlalchemy as sa
from alembic import op

revision = "r03"
down_revision = "r02"


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "user_id", sa.Integer(), sa.ForeignKey("users.id", name="fk_user"), nullable=False
        ),
        sa.Column("total", sa.Numeric(10, 2), nullable=False),
    )
    op.create_index("ix_orders_user", "orders", ["user_id"])


def downgrade():
    op.drop_index("ix_orders_user", table_name="orders")
    op.drop_table("orders")
