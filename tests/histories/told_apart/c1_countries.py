# expect: reversible
"""countries, with a name whatever its letters, and one without a number"""

from alembic import op

revision = "c1"
down_revision = "b3"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE countries (id integer PRIMARY KEY, "
            "name varchar(40) COLLATE NOCASE NOT NULL UNIQUE, number integer UNIQUE)"
        )
    else:
        op.execute(
            "CREATE TABLE countries (id integer PRIMARY KEY, name varchar(40) NOT NULL UNIQUE, "
            "number integer UNIQUE NULLS NOT DISTINCT)"
        )


def downgrade():
    op.drop_table("countries")
