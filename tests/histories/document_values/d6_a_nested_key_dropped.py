# expect: data lost
"""drops a key of what is nested"""

import sqlalchemy as sa
from alembic import op

revision = "d6"
down_revision = "d5"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    window = state.get("window")
    if isinstance(window, dict):
        kept = {key: value for key, value in window.items() if key != "width"}
        return {**state, "window": kept}
    return state


def upgrade():
    each(up)


def downgrade():
    pass
