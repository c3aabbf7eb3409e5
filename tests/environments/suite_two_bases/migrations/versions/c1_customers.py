"""Add customers"""

import sqlalchemy as sa
from alembic import op

revision = "c1"
down_revision = None
branch_labels = "sales"


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
    )


def downgrade():
    op.drop_table("customers")
