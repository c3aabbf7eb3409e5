# expect: downgrade fails once new rows exist
"""only a live code has a place of its own"""

from alembic import op

revision = "b2"
down_revision = "b1"


def upgrade():
    op.drop_index("one_place", table_name="codes")
    op.execute("CREATE UNIQUE INDEX one_place ON codes (place) WHERE state = 'live'")


def downgrade():
    op.drop_index("one_place", table_name="codes")
    op.execute("CREATE UNIQUE INDEX one_place ON codes (place) WHERE state <> 'gone'")
