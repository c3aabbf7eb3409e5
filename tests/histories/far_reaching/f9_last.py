# expect: reversible
"""Nothing wrong here either"""

import sqlalchemy as sa
from alembic import op

revision = "f9"
down_revision = "journal"


def upgrade():
    op.add_column("people", sa.Column("g", sa.Integer()))


def downgrade():
    op.drop_column("people", "g")
