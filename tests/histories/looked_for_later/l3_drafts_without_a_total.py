# expect: data lost
"""deletes some of them only"""

import sqlalchemy as sa
from alembic import op

revision = "l3"
down_revision = "l2"


def upgrade():
    op.add_column("orders", sa.Column("version", sa.Integer, nullable=False, server_default="1"))


def downgrade():
    op.execute("DELETE FROM orders WHERE version > 1 AND total IS NULL")
    op.drop_column("orders", "version")
