# expect: reversible
"""orders"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("country", sa.String(2), nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20)),
        sa.Column("total", sa.Numeric(10, 2), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("customers")
