# expect: reversible
"""invoices in cents, and a rate of at most a hundred"""

import sqlalchemy as sa
from alembic import op

revision = "i1"
down_revision = None


def upgrade():
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.CheckConstraint("cents BETWEEN 0 AND 1000000", name="ck_cents"),
        sa.CheckConstraint("rate BETWEEN 0 AND 100", name="ck_rate"),
    )


def downgrade():
    op.drop_table("invoices")
