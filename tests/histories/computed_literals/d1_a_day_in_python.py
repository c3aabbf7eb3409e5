# expect: data lost
"""Compares with a day, in Python alone, and does not take it back."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "d1"
down_revision = "d0"

visits = sa.table(
    "visits", sa.column("id", sa.Integer), sa.column("day", sa.Date), sa.column("kind", sa.String)
)


def upgrade():
    bind = op.get_bind()
    for key, day in bind.execute(sa.select(visits.c.id, visits.c.day)).all():
        if day == date(2019, 5, 6):
            bind.execute(visits.update().where(visits.c.id == key).values(kind="opening"))


def downgrade():
    pass
