# expect: reversible
"""Nothing wrong here"""

import sqlalchemy as sa
from alembic import op

revision = "f5"
down_revision = "f4b"


def upgrade():
    op.add_column("people", sa.Column("d", sa.Integer()))


def downgrade():
    op.drop_column("people", "d")
