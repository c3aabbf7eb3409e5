# expect: reversible
"""bills"""

import sqlalchemy as sa
from alembic import op

revision = "q1"
down_revision = None


def upgrade():
    op.create_table(
        "bills",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("amount", sa.Integer()),
        sa.Column("payer", sa.String(100), nullable=False),
    )


def downgrade():
    op.drop_table("bills")
