"""Add addresses

Revision ID: 6e52f8b0a9d1
Revises: 9ab37b6f01e5
Create Date: 2025-02-05 08:31:44.102938

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "6e52f8b0a9d1"
down_revision: str | Sequence[str] | None = "9ab37b6f01e5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_addresses_customer_id"),
    )


def downgrade() -> None:
    op.drop_table("addresses")
