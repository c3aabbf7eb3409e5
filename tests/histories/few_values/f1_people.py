# expect: reversible
"""people"""

import sqlalchemy as sa
from alembic import op

revision = "f1"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("nick", sa.String(20)),
        sa.Column("code", sa.String(10)),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("shut", sa.Boolean(), nullable=False),
        sa.Column("banned", sa.Boolean(), nullable=False),
    )


def downgrade():
    op.drop_table("people")
