# expect: reversible
"""changes on the way back what is dropped then"""

import sqlalchemy as sa
from alembic import op

revision = "l4"
down_revision = "l3"


def upgrade():
    op.add_column("orders", sa.Column("kind", sa.String(10), server_default="open"))


def downgrade():
    op.execute("UPDATE orders SET kind = 'open' WHERE kind = 'draft' AND total IS NULL")
    op.drop_column("orders", "kind")
