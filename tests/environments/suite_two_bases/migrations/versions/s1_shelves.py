"""Add shelves"""

import sqlalchemy as sa
from alembic import op

revision = "s1"
down_revision = None
branch_labels = "stock"


def upgrade():
    op.create_table(
        "shelves",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
    )


def downgrade():
    op.drop_table("shelves")
