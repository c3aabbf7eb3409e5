# expect: data lost
"""empties new rows of a table without a key"""

import sqlalchemy as sa
from alembic import op

revision = "t3"
down_revision = "t2"


def upgrade():
    op.add_column("log", sa.Column("extra", sa.Integer()))


def downgrade():
    op.execute("UPDATE log SET what = '' WHERE extra IS NOT NULL")
    op.drop_column("log", "extra")
