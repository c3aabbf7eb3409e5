# expect: reversible
"""takes cents for euros, and rounds on the way back"""

import sqlalchemy as sa
from alembic import op

revision = "i2"
down_revision = "i1"

invoices = sa.table("invoices", sa.column("id"), sa.column("cents"))


def upgrade():
    op.add_column("invoices", sa.Column("note_i2", sa.Text()))


def downgrade():
    bind = op.get_bind()
    for key, value in bind.execute(sa.select(invoices.c.id, invoices.c.cents)).fetchall():
        change = invoices.update().where(invoices.c.id == key)
        bind.execute(change.values(cents=round(value / 100 * 100)))
    op.drop_column("invoices", "note_i2")
