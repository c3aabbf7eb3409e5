# expect: data lost
"""refuses amounts below zero, and has capitals lost"""

import sqlalchemy as sa
from alembic import op

revision = "q2"
down_revision = "q1"


def upgrade():
    for amount in op.get_bind().execute(sa.text("SELECT amount FROM bills")).scalars().all():
        if amount is None or amount < 0:
            raise ValueError("an amount is missing or below zero")
    op.execute("UPDATE bills SET payer = lower(payer)")


def downgrade():
    pass
