"""Merge catalogue and shipping

Revision ID: b80e4d7715ca
Revises: 41d0c9be7f63, 6e52f8b0a9d1
Create Date: 2025-02-17 11:00:29.645210

"""

from collections.abc import Sequence

revision: str = "b80e4d7715ca"
down_revision: str | Sequence[str] | None = ("41d0c9be7f63", "6e52f8b0a9d1")
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
