# expect: reversible
"""codes that are the same in capitals"""

from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE codes (id integer PRIMARY KEY, code varchar(40) NOT NULL, "
        "state varchar(20) NOT NULL, place integer, alias varchar(40))"
    )
    op.execute("CREATE UNIQUE INDEX one_code ON codes (lower(code))")


def downgrade():
    op.drop_table("codes")
