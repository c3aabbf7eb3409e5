# expect: reversible
"""a code has a place of its own until it is gone"""

from alembic import op

revision = "b1"
down_revision = "a4"


def upgrade():
    op.execute("CREATE UNIQUE INDEX one_place ON codes (place) WHERE state <> 'gone'")
    op.execute("CREATE UNIQUE INDEX one_alias ON codes (alias) WHERE state = 'live'")


def downgrade():
    op.drop_index("one_alias", table_name="codes")
    op.drop_index("one_place", table_name="codes")
