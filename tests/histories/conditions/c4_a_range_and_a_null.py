# expect: data lost
"""deletes by a range, a missing value and a flag"""

import sqlalchemy as sa
from alembic import op

revision = "c4"
down_revision = "c3"

orders = sa.table(
    "orders", sa.column("total", sa.Numeric), sa.column("channel"), sa.column("closed", sa.Boolean)
)


def upgrade():
    op.execute(
        orders.delete().where(
            orders.c.total.between(0.01, 0.05), orders.c.channel.is_(None), orders.c.closed
        )
    )


def downgrade():
    pass
