# expect: data lost
"""drops a key that is null"""

import sqlalchemy as sa
from alembic import op

revision = "d7"
down_revision = "d6"

folders = sa.table("folders", sa.column("id"), sa.column("state", sa.JSON))


def each(change):
    bind = op.get_bind()
    for key, state in bind.execute(sa.select(folders.c.id, folders.c.state)).all():
        if isinstance(state, dict):
            bind.execute(folders.update().where(folders.c.id == key).values(state=change(state)))


def up(state):
    return {k: v for k, v in state.items() if k != "nickname" or v is not None}


def upgrade():
    each(up)


def downgrade():
    pass
