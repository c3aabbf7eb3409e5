# expect: data lost
"""deletes on the way back what only the new version writes"""

import sqlalchemy as sa
from alembic import op

revision = "l2"
down_revision = "l1"


def upgrade():
    state = sa.Column("state", sa.String(10), nullable=False, server_default="open")
    op.add_column("orders", state)


def downgrade():
    op.execute("DELETE FROM orders WHERE state = 'draft'")
    op.drop_column("orders", "state")
