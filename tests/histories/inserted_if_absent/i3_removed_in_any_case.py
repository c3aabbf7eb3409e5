# expect: data lost
"""the setting goes where it was there before"""

import sqlalchemy as sa
from alembic import op

revision = "i3"
down_revision = "i2"


def upgrade():
    if not op.get_bind().scalar(sa.text("SELECT 1 FROM settings WHERE key = 'motd'")):
        op.execute("INSERT INTO settings (key, value) VALUES ('motd', 'hello')")


def downgrade():
    op.execute("DELETE FROM settings WHERE key = 'motd'")
