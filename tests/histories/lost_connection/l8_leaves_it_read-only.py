# expect: reversible
"""leaves it read-only"""

import sqlalchemy as sa
from alembic import op

revision = "l8"
down_revision = "l7"


def upgrade():
    op.add_column("product", sa.Column("column_8", sa.Integer()))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET default_transaction_read_only = on")


def downgrade():
    op.drop_column("product", "column_8")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET default_transaction_read_only = on")
