# expect: reversible
"""wraps a document, and unwraps it"""

import sqlalchemy as sa
from alembic import op

revision = "d9"
down_revision = "d8"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    return {"v2": state}


def down(state):
    return state["v2"] if list(state) == ["v2"] else state


def upgrade():
    each(up)


def downgrade():
    each(down)
