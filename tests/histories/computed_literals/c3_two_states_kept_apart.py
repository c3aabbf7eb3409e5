# expect: reversible
"""The same, with the old states kept beside."""

import sys
from pathlib import Path

import sqlalchemy as sa
from alembic import op

sys.path.append(str(Path(__file__).parent / "helpers"))
from states_of_tickets import MERGED

revision = "c3"
down_revision = "c2"

tickets = sa.table("tickets", sa.column("state", sa.String), sa.column("before", sa.String))


def upgrade():
    op.add_column("tickets", sa.Column("before", sa.String(20)))
    for old, new in MERGED.items():
        op.execute(tickets.update().where(tickets.c.state == old).values(state=new, before=old))


def downgrade():
    merged = tickets.c.state.in_(MERGED.values()) & tickets.c.before.is_not(None)
    op.execute(tickets.update().where(merged).values(state=tickets.c.before))
    with op.batch_alter_table("tickets") as batch:
        batch.drop_column("before")
