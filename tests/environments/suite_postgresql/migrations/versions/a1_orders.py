"""Add orders"""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.Enum("open", "paid", name="order_state"), nullable=False),
    )


def downgrade():
    op.drop_table("orders")
    op.execute("DROP TYPE order_state")
