# expect: reversible
"""takes larger amounts, and cuts them on both sides"""

import sqlalchemy as sa
from alembic import op

revision = "l8"
down_revision = "l7"


def upgrade():
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("amount", type_=sa.Numeric(16, 4), existing_type=sa.Numeric(12, 4))


def downgrade():
    op.execute("UPDATE orders SET amount = 99999999.9999 WHERE amount > 99999999.9999")
    op.execute("UPDATE orders SET amount = -99999999.9999 WHERE amount < -99999999.9999")
    with op.batch_alter_table("orders") as batch:
        batch.alter_column("amount", type_=sa.Numeric(12, 4), existing_type=sa.Numeric(16, 4))
