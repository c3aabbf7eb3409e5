"""Add shipments"""

import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "b2"


def upgrade():
    op.create_table(
        "shipments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("by", sa.Enum("rail", "road", name="carriage")),
    )


def downgrade():
    op.drop_table("shipments")
