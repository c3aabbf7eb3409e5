# expect: downgrade fails once new rows exist
"""several may have no login at all"""

from alembic import op

revision = "d2"
down_revision = "d1"


def upgrade():
    op.drop_index("one_login", table_name="accounts")
    op.execute("CREATE UNIQUE INDEX some_login ON accounts (nullif(login, ''))")


def downgrade():
    op.drop_index("some_login", table_name="accounts")
    op.execute("CREATE UNIQUE INDEX one_login ON accounts (login)")
