# expect: reversible
"""All that is sent comes from the rows, and from the clock."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "c6"
down_revision = "c5"

tickets = sa.table(
    "tickets",
    sa.column("id", sa.Integer),
    sa.column("title", sa.String),
    sa.column("heading", sa.String),
    sa.column("moved", sa.DateTime),
)


def upgrade():
    op.add_column("tickets", sa.Column("heading", sa.String(50)))
    op.add_column("tickets", sa.Column("moved", sa.DateTime))
    bind = op.get_bind()
    for row in bind.execute(sa.select(tickets.c.id, tickets.c.title)).all():
        change = tickets.update().where(tickets.c.id == row.id)
        bind.execute(change.values(heading=row.title, moved=datetime.now()))


def downgrade():
    with op.batch_alter_table("tickets") as batch:
        batch.drop_column("moved")
        batch.drop_column("heading")
