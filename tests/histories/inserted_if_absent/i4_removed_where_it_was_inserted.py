# expect: reversible
"""remembers which settings were not there before"""

import sqlalchemy as sa
from alembic import op

revision = "i4"
down_revision = "i3"

DEFAULTS = {"theme": "dark", "pages": "20"}


def upgrade():
    op.create_table("settings_added", sa.Column("key", sa.String(40), primary_key=True))
    conn = op.get_bind()
    present = {key for (key,) in conn.execute(sa.text("SELECT key FROM settings"))}
    for key, value in DEFAULTS.items():
        if key not in present:
            given = {"k": key, "v": value}
            conn.execute(sa.text("INSERT INTO settings (key, value) VALUES (:k, :v)"), given)
            conn.execute(sa.text("INSERT INTO settings_added (key) VALUES (:k)"), {"k": key})


def downgrade():
    op.execute("DELETE FROM settings WHERE key IN (SELECT key FROM settings_added)")
    op.drop_table("settings_added")
