# expect: data lost
"""leaves two digits of four"""

import sqlalchemy as sa
from alembic import op

revision = "f2"
down_revision = "f1"


def upgrade():
    op.add_column("measures", sa.Column("two", sa.Integer()))


def downgrade():
    op.execute("UPDATE measures SET scaled = round(scaled, 2) WHERE abs(scaled) < 99999999")
    op.drop_column("measures", "two")
