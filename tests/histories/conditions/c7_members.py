# expect: reversible
"""members"""

import sqlalchemy as sa
from alembic import op

revision = "c7"
down_revision = "c6"


def upgrade():
    op.create_index("ix_orders_status", "orders", ["status"])
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(80), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
    )


def downgrade():
    op.drop_table("members")
    op.drop_index("ix_orders_status", table_name="orders")
