"""Rename full_name to name

Revision ID: d29b6c0f84a7
Revises: 58fa2c61d3e0
Create Date: 2025-03-12 09:26:33.841926

"""

from collections.abc import Sequence

from alembic import op

revision: str = "d29b6c0f84a7"
down_revision: str | Sequence[str] | None = "58fa2c61d3e0"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("customers") as batch_op:
        batch_op.alter_column("full_name", new_column_name="name")


def downgrade() -> None:
    with op.batch_alter_table("customers") as batch_op:
        batch_op.alter_column("name", new_column_name="full_name")
