# expect: data lost
"""writes a flag as a word, and reads words that were there as flags"""

import sqlalchemy as sa
from alembic import op

revision = "d4"
down_revision = "d0"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    if isinstance(state.get("public"), bool):
        return {**state, "public": "yes" if state["public"] else "no"}
    return state


def down(state):
    if state.get("public") in ("yes", "no"):
        return {**state, "public": state["public"] == "yes"}
    return state


def upgrade():
    each(up)


def downgrade():
    each(down)
