# expect: downgrade fails once new rows exist
"""letters tell names apart, and there may be many without a number"""

from alembic import op

revision = "c2"
down_revision = "c1"


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE new_countries (id integer PRIMARY KEY, "
            "name varchar(40) COLLATE BINARY NOT NULL UNIQUE, number integer UNIQUE)"
        )
        op.execute("INSERT INTO new_countries SELECT id, name, number FROM countries")
        op.execute("DROP TABLE countries")
        op.execute("ALTER TABLE new_countries RENAME TO countries")
    else:
        op.execute("ALTER TABLE countries DROP CONSTRAINT countries_number_key")
        op.execute("ALTER TABLE countries ADD UNIQUE (number)")


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TABLE new_countries (id integer PRIMARY KEY, "
            "name varchar(40) COLLATE NOCASE NOT NULL UNIQUE, number integer UNIQUE)"
        )
        op.execute("INSERT INTO new_countries SELECT id, name, number FROM countries")
        op.execute("DROP TABLE countries")
        op.execute("ALTER TABLE new_countries RENAME TO countries")
    else:
        op.execute("ALTER TABLE countries DROP CONSTRAINT countries_number_key")
        op.execute("ALTER TABLE countries ADD UNIQUE NULLS NOT DISTINCT (number)")
