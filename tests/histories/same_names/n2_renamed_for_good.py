# expect: data lost
"""gives the second of two names that differ in letters alone another one"""

import sqlalchemy as sa
from alembic import op

revision = "n2"
down_revision = "n1"

people = sa.table("people", sa.column("id"), sa.column("name"))


def upgrade():
    bind, seen = op.get_bind(), set()
    for key, name in bind.execute(sa.select(people).order_by(people.c.id)).fetchall():
        if name.lower() in seen:
            change = people.update().where(people.c.id == key)
            bind.execute(change.values(name=f"{name[:40]}-{key}"))
        seen.add(name.lower())
    op.create_index("uq_people_lower", "people", [sa.text("lower(name)")], unique=True)


def downgrade():
    op.drop_index("uq_people_lower", table_name="people")
