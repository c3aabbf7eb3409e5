# expect: reversible
"""accounts, each with a login"""

from alembic import op

revision = "d1"
down_revision = "c3"


def upgrade():
    op.execute("CREATE TABLE accounts (id integer PRIMARY KEY, login varchar(40) NOT NULL)")
    op.execute("CREATE UNIQUE INDEX one_login ON accounts (login)")


def downgrade():
    op.drop_table("accounts")
