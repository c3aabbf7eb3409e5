# expect: reversible
"""last"""

import sqlalchemy as sa
from alembic import op

revision = "n5"
down_revision = "n4"


def upgrade():
    op.create_table("last", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("last")
