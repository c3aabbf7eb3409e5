"""Add shipments

Revision ID: 58fa2c61d3e0
Revises: b80e4d7715ca
Create Date: 2025-03-04 15:58:17.377401

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "58fa2c61d3e0"
down_revision: str | Sequence[str] | None = "b80e4d7715ca"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "shipments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("tracking_code", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_shipments"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_shipments_order_id"),
    )
    op.create_index("ix_orders_placed_on", "orders", ["placed_on"])


def downgrade() -> None:
    op.drop_table("shipments")
