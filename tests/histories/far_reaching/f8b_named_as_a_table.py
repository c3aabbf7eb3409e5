# expect: data lost
"""A revision that bears the name of a table which it does not touch"""

import sqlalchemy as sa
from alembic import op

revision = "journal"
down_revision = "f8"


def upgrade():
    op.drop_column("people", "f")


def downgrade():
    op.add_column("people", sa.Column("f", sa.Integer()))
