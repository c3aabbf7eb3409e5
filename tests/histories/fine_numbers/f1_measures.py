# expect: reversible
"""measures of any scale, and of four digits behind the point"""

import sqlalchemy as sa
from alembic import op

revision = "f1"
down_revision = None


def upgrade():
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scaled", sa.Numeric(12, 4), nullable=False),
        sa.Column("exact", sa.Numeric(), nullable=False),
        sa.Column("rough", sa.Numeric(), nullable=False),
    )


def downgrade():
    op.drop_table("measures")
