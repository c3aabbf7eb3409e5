"""Add the language of a book

Revision ID: 41d0c9be7f63
Revises: c3f1d9a4e8b2
Create Date: 2025-02-11 14:20:05.918277

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "41d0c9be7f63"
down_revision: str | Sequence[str] | None = "c3f1d9a4e8b2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("books") as batch_op:
        batch_op.add_column(
            sa.Column("language", sa.String(length=2), server_default="en", nullable=False)
        )
    op.create_index("ix_books_language", "books", ["language"])


def downgrade() -> None:
    op.drop_index("ix_books_language", table_name="books")
    with op.batch_alter_table("books") as batch_op:
        batch_op.drop_column("language")
