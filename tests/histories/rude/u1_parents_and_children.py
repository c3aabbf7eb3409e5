# expect: reversible
"""parents and children"""

import sqlalchemy as sa
from alembic import op

revision = "u1"
down_revision = None


def upgrade():
    op.create_table(
        "parent",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(20)),
    )
    op.create_index("ix_parent_code", "parent", ["code"], unique=True)
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "parent_id",
            sa.Integer(),
            sa.ForeignKey("parent.id", name="fk_parent", deferrable=True, initially="DEFERRED"),
        ),
    )


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
