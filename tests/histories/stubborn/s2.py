# expect: unproven
"""A column more for a table that nobody can guess a row of."""

import sqlalchemy as sa
from alembic import op

revision = "s2"
down_revision = "s1"


def upgrade():
    op.add_column("audit_log", sa.Column("device", sa.Text))


def downgrade():
    op.drop_column("audit_log", "device")
