# expect: data lost
"""refuses long names, and has capitals lost"""

import sqlalchemy as sa
from alembic import op

revision = "q3"
down_revision = "q2"


def upgrade():
    for name in op.get_bind().execute(sa.text("SELECT payer FROM bills")).scalars().all():
        if len(name) > 40:
            raise ValueError("a name is too long")
    op.execute("UPDATE bills SET payer = lower(payer)")


def downgrade():
    pass
