# expect: reversible
"""more codes than the live ones have an alias of their own"""

from alembic import op

revision = "b3"
down_revision = "b2"


def upgrade():
    op.drop_index("one_alias", table_name="codes")
    op.execute("CREATE UNIQUE INDEX one_alias ON codes (alias)")


def downgrade():
    op.drop_index("one_alias", table_name="codes")
    op.execute("CREATE UNIQUE INDEX one_alias ON codes (alias) WHERE state = 'live'")
