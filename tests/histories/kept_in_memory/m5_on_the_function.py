# expect: data lost
"""keeps the names on the function itself"""

import sqlalchemy as sa
from alembic import op

revision = "m5"
down_revision = "m4"


def upgrade():
    rows = op.get_bind().execute(sa.text("SELECT id, name FROM people")).all()
    upgrade.rows = rows
    op.execute("UPDATE people SET name = 'nobody'")


def downgrade():
    for key, name in getattr(upgrade, "rows", ()):
        put = sa.text("UPDATE people SET name = :name WHERE id = :key")
        op.get_bind().execute(put, {"name": name, "key": key})
