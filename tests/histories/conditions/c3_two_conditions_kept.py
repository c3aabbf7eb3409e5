# expect: reversible
"""changes rows by two columns at once, and knows which"""

import sqlalchemy as sa
from alembic import op

revision = "c3"
down_revision = "c2"


def upgrade():
    op.add_column("orders", sa.Column("was", sa.String(20)))
    op.execute(
        "UPDATE orders SET was = status, status = 'done' "
        "WHERE status = 'shipped' AND channel = 'shop'"
    )


def downgrade():
    op.execute("UPDATE orders SET status = was WHERE was IS NOT NULL AND status = 'done'")
    op.drop_column("orders", "was")
