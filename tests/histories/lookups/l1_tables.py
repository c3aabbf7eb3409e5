# expect: reversible
"""states and plans, and orders that refer to them"""

import sqlalchemy as sa
from alembic import op

revision = "l1"
down_revision = None


def upgrade():
    op.create_table(
        "states",
        sa.Column("code", sa.String(20), primary_key=True),
        sa.Column("label", sa.String(40), nullable=False),
    )
    op.execute("INSERT INTO states (code, label) VALUES ('new', 'New')")
    op.create_table(
        "plans",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False, unique=True),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("state", sa.String(20), sa.ForeignKey("states.code"), nullable=False),
        sa.Column("plan_id", sa.Integer(), sa.ForeignKey("plans.id", ondelete="CASCADE")),
    )


def downgrade():
    op.drop_table("orders")
    op.drop_table("plans")
    op.drop_table("states")
