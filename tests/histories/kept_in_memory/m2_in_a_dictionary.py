# expect: data lost
"""keeps the names in a dictionary of its module"""

import sqlalchemy as sa
from alembic import op

revision = "m2"
down_revision = "m1"

KEPT = {}


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT id, name FROM people")).all()
    KEPT.update(map(tuple, rows))
    op.execute("UPDATE people SET name = 'nobody'")


def downgrade():
    for key, name in KEPT.items():
        put = sa.text("UPDATE people SET name = :name WHERE id = :key")
        op.get_bind().execute(put, {"name": name, "key": key})
