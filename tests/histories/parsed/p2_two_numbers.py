# expect: reversible
"""keeps two numbers apart"""

import re

import sqlalchemy as sa
from alembic import op

revision = "p2"
down_revision = "p1"

VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(?P<minor>0|[1-9]\d{0,8})")

releases = sa.table("releases", *map(sa.column, ("id", "version", "major_x", "minor_x")))


def _set(bind, key, **values):
    bind.execute(releases.update().where(releases.c.id == key).values(**values))


def upgrade():
    bind = op.get_bind()
    for name in ("major_x", "minor_x"):
        op.add_column("releases", sa.Column(name, sa.Integer()))
    for key, version in bind.execute(sa.select(releases.c.id, releases.c.version)).fetchall():
        match = VERSION.fullmatch(version)
        if match:
            _set(bind, key, major_x=int(match[1]), minor_x=int(match["minor"]), version="")


def downgrade():
    bind = op.get_bind()
    for key, version, major, minor in bind.execute(sa.select(releases)).fetchall():
        if version == "" and major is not None:
            _set(bind, key, version=f"{major}.{minor or 0}")
    for name in ("minor_x", "major_x"):
        op.drop_column("releases", name)
