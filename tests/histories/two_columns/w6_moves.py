# expect: reversible
"""moves from one place to another"""

from alembic import op

revision = "w6"
down_revision = "w5"


def upgrade():
    op.execute(
        "CREATE TABLE moves (id integer PRIMARY KEY, origin integer NOT NULL, goal integer NOT NULL, "
        "since date NOT NULL, till date NOT NULL, CONSTRAINT upwards CHECK (origin < goal), "
        "CONSTRAINT forwards CHECK (since <= till))"
    )


def downgrade():
    op.drop_table("moves")
