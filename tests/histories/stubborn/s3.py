# expect: unproven
"""The same, in a table with a check digit; a column that every row must fill comes with it."""

import sqlalchemy as sa
from alembic import op

revision = "s3"
down_revision = "s2"


def upgrade():
    op.add_column(
        "accounts", sa.Column("currency", sa.String(3), nullable=False, server_default="EUR")
    )
    op.add_column("accounts", sa.Column("note", sa.Text))


def downgrade():
    op.drop_column("accounts", "note")
    op.drop_column("accounts", "currency")
