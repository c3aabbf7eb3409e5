# expect: reversible
"""leaves them alone"""

import sqlalchemy as sa
from alembic import op

revision = "t4"
down_revision = "t3"


def upgrade():
    op.add_column("log", sa.Column("more", sa.String(40)))
    op.execute("UPDATE log SET more = what")


def downgrade():
    op.drop_column("log", "more")
