# expect: reversible
"""keeps what a name was before"""

import sqlalchemy as sa
from alembic import op

revision = "n3"
down_revision = "n2"

people = sa.table("people", sa.column("id"), sa.column("nick"), sa.column("was"))


def upgrade():
    op.add_column("people", sa.Column("was", sa.String(60)))
    bind, seen = op.get_bind(), set()
    for key, nick in bind.execute(sa.select(people.c.id, people.c.nick).order_by("id")).fetchall():
        if nick and nick.lower() in seen:
            change = people.update().where(people.c.id == key)
            bind.execute(change.values(nick=f"{nick[:40]}-{key}", was=nick))
        seen.add((nick or "").lower())


def downgrade():
    op.execute("UPDATE people SET nick = was WHERE was IS NOT NULL")
    op.drop_column("people", "was")
