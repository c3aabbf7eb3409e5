# expect: reversible
"""Nobody but this script knows what stands in a column that raw SQL made."""

import sqlalchemy as sa
from alembic import op

revision = "t08"
down_revision = "t07"

orders = sa.table(
    "orders",
    sa.column("id", sa.Integer),
    sa.column("state", sa.Enum("new", "paid", native_enum=False)),
    sa.column("paid", sa.Boolean),
)


def upgrade():
    op.add_column("orders", sa.Column("paid", sa.Boolean))
    bind = op.get_bind()
    for order in bind.execute(sa.select(orders.c.id, orders.c.state)).all():
        bind.execute(
            orders.update().where(orders.c.id == order.id).values(paid=order.state == "paid")
        )


def downgrade():
    with op.batch_alter_table("orders") as batch:
        batch.drop_column("paid")
