# expect: reversible
"""refuses amounts that are missing or below zero, and long names, and changes nothing"""

import sqlalchemy as sa
from alembic import op

revision = "q5"
down_revision = "q4"


def upgrade():
    for amount, name in op.get_bind().execute(sa.text("SELECT amount, payer FROM bills")).all():
        if amount is None or amount < 0 or len(name) > 40:
            raise ValueError("no such bill")
    op.add_column("bills", sa.Column("paid", sa.Boolean()))


def downgrade():
    op.drop_column("bills", "paid")
