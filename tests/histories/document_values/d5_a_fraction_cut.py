# expect: data lost
"""cuts a fraction"""

import sqlalchemy as sa
from alembic import op

revision = "d5"
down_revision = "d4"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    cut = isinstance(state.get("timeout"), float)
    return {**state, "timeout": int(state["timeout"])} if cut else state


def upgrade():
    each(up)


def downgrade():
    pass
