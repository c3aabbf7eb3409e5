# expect: data lost
"""refuses names that are odd, and has signs lost"""

import sqlalchemy as sa
from alembic import op

revision = "q4"
down_revision = "q3"


def upgrade():
    for name in op.get_bind().execute(sa.text("SELECT payer FROM bills")).scalars().all():
        if not name.replace(" ", "").isalnum() or not name.islower() or len(name) > 30:
            raise ValueError("a name is odd")
    op.execute("UPDATE bills SET amount = -amount WHERE amount BETWEEN -1000 AND -1")


def downgrade():
    pass
