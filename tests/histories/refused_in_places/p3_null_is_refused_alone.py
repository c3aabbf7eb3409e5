# expect: reversible
"""No email may be missing; nothing else happens."""

import sqlalchemy as sa
from alembic import op

revision = "p3"
down_revision = "p2"


def upgrade():
    op.create_table(
        "addresses",
        sa.Column("customer_id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String(100), nullable=False),
    )
    op.execute("INSERT INTO addresses (customer_id, address) SELECT id, email FROM customers")


def downgrade():
    op.drop_table("addresses")
