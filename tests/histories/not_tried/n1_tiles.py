# expect: reversible
"""tiles, with a name and a colour each"""

from alembic import op

revision = "n1"
down_revision = None


def upgrade():
    op.execute(
        "CREATE TABLE tiles (id integer PRIMARY KEY, name varchar(40) NOT NULL, "
        "colour varchar(40) NOT NULL, side integer NOT NULL, width integer NOT NULL, "
        "CONSTRAINT no_such_square CHECK (side * side <> 1234321), "
        "CONSTRAINT some_width CHECK (width >= 0))"
    )


def downgrade():
    op.drop_table("tiles")
