"""Drop the subtitle of a book

Revision ID: 0f7ce35a92b8
Revises: d29b6c0f84a7
Create Date: 2025-03-25 13:09:50.264713

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0f7ce35a92b8"
down_revision: str | Sequence[str] | None = "d29b6c0f84a7"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_column("subtitle")


def downgrade() -> None:
    with op.batch_alter_table("books") as batch_op:
        batch_op.add_column(sa.Column("subtitle", sa.String(length=200), nullable=True))
