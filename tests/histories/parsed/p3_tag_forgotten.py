# expect: data lost
"""forgets the tag that may stand behind them"""

import re

import sqlalchemy as sa
from alembic import op

revision = "p3"
down_revision = "p2"

VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(?P<minor>0|[1-9]\d{0,8})(?:-[a-z]+)?")

releases = sa.table("releases", *map(sa.column, ("id", "version", "major_y", "minor_y")))


def _set(bind, key, **values):
    bind.execute(releases.update().where(releases.c.id == key).values(**values))


def upgrade():
    bind = op.get_bind()
    for name in ("major_y", "minor_y"):
        op.add_column("releases", sa.Column(name, sa.Integer()))
    for key, version in bind.execute(sa.select(releases.c.id, releases.c.version)).fetchall():
        match = VERSION.fullmatch(version)
        if match:
            _set(bind, key, major_y=int(match[1]), minor_y=int(match["minor"]), version="")


def downgrade():
    bind = op.get_bind()
    for key, version, major, minor in bind.execute(sa.select(releases)).fetchall():
        if version == "" and major is not None:
            _set(bind, key, version=f"{major}.{minor or 0}")
    for name in ("minor_y", "major_y"):
        op.drop_column("releases", name)
