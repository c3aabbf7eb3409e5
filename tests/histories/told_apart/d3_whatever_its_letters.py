# expect: reversible
"""a login is one whatever its letters"""

from alembic import op

revision = "d3"
down_revision = "d2"


def upgrade():
    op.drop_index("some_login", table_name="accounts")
    op.execute("CREATE UNIQUE INDEX any_login ON accounts (lower(login))")


def downgrade():
    op.drop_index("any_login", table_name="accounts")
    op.execute("CREATE UNIQUE INDEX some_login ON accounts (nullif(login, ''))")
