# expect: reversible
"""tables"""

import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None


def upgrade():
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(80)),
        sa.Column("street", sa.String(80)),
        sa.Column("city", sa.String(80)),
        sa.Column("score", sa.Integer()),
    )
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mail", sa.String(80), nullable=False),
    )
    op.create_table(
        "books",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("author", sa.Integer(), sa.ForeignKey("authors.id", name="fk_author")),
    )
    op.create_table(
        "log",
        sa.Column("who", sa.String(40)),
        sa.Column("what", sa.String(40)),
    )


def downgrade():
    op.drop_table("log")
    op.drop_table("books")
    op.drop_table("authors")
    op.drop_table("notes")
