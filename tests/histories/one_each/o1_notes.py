# expect: reversible
"""a note is of one person, and each has one at most"""

import sqlalchemy as sa
from alembic import op

revision = "o1"
down_revision = None


def upgrade():
    for name in ("people", "staff"):
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("name", sa.String(40), nullable=False),
        )
    op.create_table(
        "notes",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("author_id", sa.Integer()),
        sa.Column("body", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff.id"], name="fk_notes_author"),
    )


def downgrade():
    op.drop_table("notes")
    op.drop_table("staff")
    op.drop_table("people")
