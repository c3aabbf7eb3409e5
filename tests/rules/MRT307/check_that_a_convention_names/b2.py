"""Two states: a naming convention may have made names of those of the types and columns."""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    kind = sa.Enum("open", "paid", name="order_status", create_constraint=True)
    op.add_column("orders", sa.Column("status", kind))
    op.add_column("orders", sa.Column("gone", sa.Boolean(create_constraint=True)))
    op.add_column("orders", sa.Column("sent", sa.Integer()))
    op.alter_column("orders", "sent", type_=sa.Boolean(create_constraint=True, name="is_sent"))


def downgrade():
    op.drop_constraint("is_sent", "orders", type_="check")
    op.drop_constraint("ck_orders_gone", "orders", type_="check")
    op.drop_constraint("ck_orders_order_status", "orders", type_="check")
    op.drop_column("orders", "sent")
    op.drop_column("orders", "gone")
    op.drop_column("orders", "status")
    op.execute("DROP TYPE IF EXISTS order_status")
