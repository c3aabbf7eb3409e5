# expect: downgrade fails
"""wrong name"""

import sqlalchemy as sa
from alembic import op

revision = "r07"
down_revision = "r06"


def upgrade():
    op.add_column("orders", sa.Column("note", sa.Text()))


def downgrade():
    op.drop_column("orders", "notes")
