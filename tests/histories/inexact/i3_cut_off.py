# expect: data lost
"""cuts off on the way back: 1003 cents are 1002"""

import sqlalchemy as sa
from alembic import op

revision = "i3"
down_revision = "i2"

invoices = sa.table("invoices", sa.column("id"), sa.column("cents"))


def upgrade():
    op.add_column("invoices", sa.Column("note_i3", sa.Text()))


def downgrade():
    bind = op.get_bind()
    for key, value in bind.execute(sa.select(invoices.c.id, invoices.c.cents)).fetchall():
        change = invoices.update().where(invoices.c.id == key)
        bind.execute(change.values(cents=int(value / 100 * 100)))
    op.drop_column("invoices", "note_i3")
