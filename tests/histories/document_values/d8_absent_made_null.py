# expect: data lost
"""asks for a key that may be absent"""

import sqlalchemy as sa
from alembic import op

revision = "d8"
down_revision = "d7"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    return {
        "ui": {"theme": state.get("theme")},
        "rest": {k: v for k, v in state.items() if k != "theme"},
    }


def down(state):
    return {"theme": state["ui"]["theme"], **state["rest"]}


def upgrade():
    each(up)


def downgrade():
    each(down)
