# expect: reversible
"""spans of numbers, and people who can be reached"""

from alembic import op

revision = "w1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE spans (id integer PRIMARY KEY, starts integer NOT NULL, ends integer NOT NULL, "
        "CONSTRAINT in_order CHECK (starts < ends))"
    )
    op.execute(
        "CREATE TABLE days (id integer PRIMARY KEY, first date NOT NULL, last date NOT NULL, "
        "CONSTRAINT days_in_order CHECK (first <= last))"
    )
    op.execute(
        "CREATE TABLE people (id integer PRIMARY KEY, email varchar(40), phone varchar(40), "
        "CONSTRAINT can_be_reached CHECK (email IS NOT NULL OR phone IS NOT NULL))"
    )
    op.execute(
        "CREATE TABLE prices (id integer PRIMARY KEY, net integer NOT NULL, gross integer NOT NULL, "
        "CONSTRAINT with_tax CHECK (net <= gross))"
    )


def downgrade():
    op.drop_table("prices")
    op.drop_table("people")
    op.drop_table("days")
    op.drop_table("spans")
