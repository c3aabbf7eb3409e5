"""Forget the phone numbers

Revision ID: e46d18f3b05c
Revises: 0f7ce35a92b8
Create Date: 2025-04-02 10:15:08.550362

"""

from collections.abc import Sequence

from alembic import op

revision: str = "e46d18f3b05c"
down_revision: str | Sequence[str] | None = "0f7ce35a92b8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

irreversible = "Phone numbers are erased on purpose: we may not keep them."


def upgrade() -> None:
    op.execute("UPDATE customers SET phone = NULL")


def downgrade() -> None:
    pass
