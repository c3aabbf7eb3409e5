# expect: data lost
"""keeps the names on a class"""

import sqlalchemy as sa
from alembic import op

revision = "m4"
down_revision = "m3"


class Kept:
    rows = ()


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT id, name FROM people")).all()
    Kept.rows = rows
    op.execute("UPDATE people SET name = 'nobody'")


def downgrade():
    for key, name in Kept.rows:
        put = sa.text("UPDATE people SET name = :name WHERE id = :key")
        op.get_bind().execute(put, {"name": name, "key": key})
