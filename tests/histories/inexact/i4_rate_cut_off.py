# expect: data lost
"""cuts off a rate, of which 29 becomes 28"""

import sqlalchemy as sa
from alembic import op

revision = "i4"
down_revision = "i3"

invoices = sa.table("invoices", sa.column("id"), sa.column("rate"))


def upgrade():
    op.add_column("invoices", sa.Column("note_i4", sa.Text()))


def downgrade():
    bind = op.get_bind()
    for key, value in bind.execute(sa.select(invoices.c.id, invoices.c.rate)).fetchall():
        change = invoices.update().where(invoices.c.id == key)
        bind.execute(change.values(rate=int(value / 100 * 100)))
    op.drop_column("invoices", "note_i4")
