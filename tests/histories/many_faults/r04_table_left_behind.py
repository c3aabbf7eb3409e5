# expect: schema differs
"""table left behind"""

import sqlalchemy as sa
from alembic import op

revision = "r04"
down_revision = "r03"


def upgrade():
    op.create_table("audit", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    pass
