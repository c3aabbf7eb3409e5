"""Add authors

Revision ID: c3f1d9a4e8b2
Revises: 9ab37b6f01e5
Create Date: 2025-02-03 10:47:52.733019

"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c3f1d9a4e8b2"
down_revision: str | Sequence[str] | None = "9ab37b6f01e5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authors"),
    )
    op.create_table(
        "book_authors",
        sa.Column("book_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("book_id", "author_id", name="pk_book_authors"),
        sa.ForeignKeyConstraint(["book_id"], ["books.id"], name="fk_book_authors_book_id"),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name="fk_book_authors_author_id"),
    )


def downgrade() -> None:
    op.drop_table("book_authors")
    op.drop_table("authors")
