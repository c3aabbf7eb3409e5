# expect: reversible
"""books whose authors are looked at when a transaction ends"""

import sqlalchemy as sa
from alembic import op

revision = "t1"
down_revision = None


def upgrade():
    op.create_table("authors", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "books",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(20)),
        sa.Column("subtitle", sa.String(20)),
        sa.Column("price", sa.Numeric(8, 2)),
        sa.Column("stock", sa.SmallInteger()),
        sa.Column("author_id", sa.Integer()),
        sa.Column("editor_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["authors.id"],
            name="fk_author",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(
            ["editor_id"],
            ["authors.id"],
            name="fk_editor",
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def downgrade():
    op.drop_table("books")
    op.drop_table("authors")
