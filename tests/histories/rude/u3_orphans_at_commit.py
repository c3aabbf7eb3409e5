# expect: reversible
# expect postgresql: downgrade fails
"""orphans at commit"""

import sqlalchemy as sa
from alembic import op

revision = "u3"
down_revision = "u2"


def upgrade():
    op.add_column("child", sa.Column("note", sa.String(20)))


def downgrade():
    op.drop_column("child", "note")
    op.execute("INSERT INTO child (parent_id) VALUES (-77)")
    op.execute("SELECT 1")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DELETE FROM child WHERE parent_id = -77")
