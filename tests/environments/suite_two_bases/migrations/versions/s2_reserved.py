"""Add reservations"""

import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"
depends_on = "c1"


def upgrade():
    op.create_table(
        "reservations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("customer_id", sa.Integer, sa.ForeignKey("customers.id")),
    )


def downgrade():
    op.drop_table("reservations")
