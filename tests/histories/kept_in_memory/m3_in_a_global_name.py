# expect: data lost
"""keeps the names under a global name"""

import sqlalchemy as sa
from alembic import op

revision = "m3"
down_revision = "m2"

kept = ()


def upgrade():
    global kept
    rows = op.get_bind().execute(sa.text("SELECT id, name FROM people")).all()
    kept = rows
    op.execute("UPDATE people SET name = 'nobody'")


def downgrade():
    for key, name in kept:
        put = sa.text("UPDATE people SET name = :name WHERE id = :key")
        op.get_bind().execute(put, {"name": name, "key": key})
