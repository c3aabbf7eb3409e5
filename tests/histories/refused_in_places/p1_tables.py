# expect: reversible
"""The tables of the other revisions."""

import sqlalchemy as sa
from alembic import op

revision = "p1"
down_revision = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(100)),
        sa.Column("note", sa.String(100)),
    )


def downgrade():
    op.drop_table("customers")
