# expect: data lost
"""reads rows by two columns, and writes them one by one"""

import sqlalchemy as sa
from alembic import op

revision = "c5"
down_revision = "c4"

orders = sa.table("orders", sa.column("id"), sa.column("status"), sa.column("channel"))


def upgrade():
    bind = op.get_bind()
    wanted = sa.select(orders.c.id).where(orders.c.status.like("ret%"), orders.c.channel == "phone")
    for (key,) in bind.execute(wanted).all():
        bind.execute(orders.update().where(orders.c.id == key).values(channel="shop"))


def downgrade():
    pass
