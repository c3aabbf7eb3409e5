"""Every class of object, both ways: what is left, lost or changed is seen, the rest is silent."""

import pytest

from alembic_mrt.roundtrip.dialects.base import Session, Since
from alembic_mrt.roundtrip.dialects.postgresql.not_compared import not_compared
from alembic_mrt.roundtrip.dialects.postgresql.schema import read_schema
from alembic_mrt.roundtrip.dialects.postgresql.script import run_script
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.reached import words
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import Column, ForeignKey, Index, Schema, Sequence
from tests.roundtrip.dialects.postgresql.objects import examples
from tests.roundtrip.dialects.postgresql.objects.example import Example

pytestmark = pytest.mark.postgresql


def schema_of(session: Session) -> Schema:
    return read_schema(session, frozenset())


def kinds(before: Schema, after: Schema) -> set[str]:
    return {found.kind for found in difference(before, after)}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_what_is_left_lost_or_changed_is_seen(
    example: Example, postgresql_session: PostgreSQLSession
) -> None:
    ((version,),) = postgresql_session.query("SELECT current_setting('server_version_num')::int")
    if version < example.since * 10_000:
        pytest.skip(f"PostgreSQL before {example.since} does not know it")
    make, undo = example.make, example.undo
    states = []
    for sql in (example.before, make, undo, make, undo, example.otherwise):
        run_script(postgresql_session, sql, lambda _: None)
        states.append(schema_of(postgresql_session))
    base, made, undone, again, _, otherwise = states
    every = {example.kind, *example.also}
    assert example.kind in kinds(base, made) <= every
    assert example.kind in kinds(made, base) <= every
    assert difference(base, undone) == ()
    assert difference(made, again) == ()
    assert example.kind in kinds(made, otherwise) <= every


def test_a_table_made_again_in_another_order_is_the_same(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (id serial PRIMARY KEY, a int NOT NULL, b text)")
    before = schema_of(postgresql_session)
    postgresql_session.execute("DROP TABLE t")
    postgresql_session.execute("CREATE TABLE t (b text, a int NOT NULL, id serial PRIMARY KEY)")
    assert difference(before, schema_of(postgresql_session)) == ()


def test_the_name_of_a_not_null_is_the_servers_affair(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (a int CONSTRAINT one NOT NULL)")
    before = schema_of(postgresql_session)
    postgresql_session.execute("DROP TABLE t; CREATE TABLE t (a int CONSTRAINT two NOT NULL)")
    assert difference(before, schema_of(postgresql_session)) == ()


def test_an_index_that_a_constraint_needs_is_no_index(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE)")
    assert not [found for found in schema_of(postgresql_session) if isinstance(found, Index)]


def test_a_unique_index_is_no_unique_constraint(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a))")
    before = schema_of(postgresql_session)
    postgresql_session.execute("ALTER TABLE t DROP CONSTRAINT u; CREATE UNIQUE INDEX u ON t (a)")
    (found,) = difference(before, schema_of(postgresql_session))
    assert found.attribute == "kind"


def test_names_of_other_schemas_are_qualified(postgresql_session: Session) -> None:
    postgresql_session.execute(
        "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('a'); CREATE TYPE mood AS ENUM ('b');"
        "CREATE TABLE app.users (id int PRIMARY KEY, m app.mood, n mood);"
        "CREATE TABLE orders (user_id int REFERENCES app.users); SET search_path = app"
    )
    read = schema_of(postgresql_session)
    types = {c.name: c.type for c in read if isinstance(c, Column)}
    (foreign_key,) = (found for found in read if isinstance(found, ForeignKey))
    assert (types["m"], types["n"]) == ("app.mood", "mood")
    assert (foreign_key.schema, foreign_key.referred_schema) == (None, "app")
    assert postgresql_session.query("SHOW search_path") == [("app",)]


def test_an_ignored_table_leaves_nothing(postgresql_session: Session) -> None:
    before = schema_of(postgresql_session)
    postgresql_session.execute(
        "CREATE TABLE alembic_version (id serial, version_num text, "
        "CONSTRAINT pk PRIMARY KEY (version_num)); CREATE INDEX ix ON alembic_version (id);"
        "GRANT SELECT ON alembic_version TO reader"
    )
    ignore = frozenset({("public", "alembic_version")})
    assert difference(before, read_schema(postgresql_session, ignore)) == ()


def test_a_sequence_is_owned_by_its_column(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY)")
    owners = {s.owner for s in schema_of(postgresql_session) if isinstance(s, Sequence)}
    assert owners == {"t.a", "t.b"}


def test_an_index_that_was_not_finished_is_invalid(postgresql_session: Session) -> None:
    postgresql_session.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)")
    before = schema_of(postgresql_session)
    with pytest.raises(Exception, match="could not create unique index"):
        postgresql_session.execute("CREATE UNIQUE INDEX CONCURRENTLY ix ON t (a)")
    (found,) = difference(before, schema_of(postgresql_session))
    assert isinstance(found.after, Index)
    assert found.after.valid is False


def test_what_is_not_read_is_said(postgresql_session: Session) -> None:
    assert not_compared(postgresql_session) == ()
    postgresql_session.execute(
        "SELECT lo_create(0); CREATE TYPE base; SELECT lo_create(0);"
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
        "CREATE FOREIGN TABLE f (a int) SERVER s"
    )
    postgresql_session.execute(
        "CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false)"
    )
    assert not_compared(postgresql_session) == (
        "2 large objects are not compared.",
        "1 subscription is not compared.",
        "The rows of f are not compared: it is a foreign table.",
    )


@pytest.mark.parametrize(
    ("before", "statement"),
    [
        ("", "ALTER TABLE t ADD COLUMN b int"),
        ("", "CREATE INDEX i ON t (a)"),
        ("", "ALTER TABLE t ADD COLUMN b serial"),
        ("", "ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS IDENTITY"),
        ("", "CREATE TABLE u (a serial)"),
        ("CREATE TABLE u (a int GENERATED ALWAYS AS IDENTITY)",
         "CREATE TABLE v (LIKE u INCLUDING ALL)"),
        ("CREATE TABLE u (a serial)", "DROP TABLE u"),
        ("CREATE TABLE u (a serial)", "ALTER TABLE u RENAME TO v"),
        ("CREATE TABLE u (a serial)", "ALTER TABLE u RENAME a TO b"),
        ("ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS IDENTITY",
         "ALTER TABLE t ALTER COLUMN b TYPE bigint"),
        ("", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        ("", "CREATE TYPE mood AS ENUM ('sad')"),
        ("CREATE TYPE mood AS ENUM ('sad')", "ALTER TYPE mood ADD VALUE 'glad'"),
        ("CREATE TYPE mood AS ENUM ('sad')", "ALTER TABLE t ADD COLUMN b mood"),
        ("CREATE DOMAIN d AS int", "ALTER DOMAIN d SET NOT NULL"),
        ("CREATE TYPE pair AS (x t)", "ALTER TABLE t RENAME TO s"),
        ("", "CREATE STATISTICS s (ndistinct) ON a, c FROM t"),
        ("CREATE STATISTICS s (ndistinct) ON a, c FROM t", "ALTER TABLE t RENAME c TO d"),
        ("CREATE STATISTICS s (ndistinct) ON a, c FROM t", "ALTER TABLE t DROP COLUMN c"),
        ("", "GRANT SELECT ON t TO public"),
        ("GRANT SELECT ON t TO public", "ALTER TABLE t RENAME TO s"),
        ("GRANT SELECT ON t TO public", "DROP TABLE t"),
        ("CREATE TYPE mood AS ENUM ('sad'); REVOKE USAGE ON TYPE mood FROM public",
         "DROP TYPE mood"),
        ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public", "CREATE TABLE u (a int)"),
        ("", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"),
        ("", "CREATE POLICY p ON t USING (a > 1)"),
        ("CREATE POLICY p ON t USING (a > 1)", "ALTER TABLE t RENAME a TO b"),
        ("", "CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING"),
        ("CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", "DROP TABLE t"),
        ("", "CREATE PUBLICATION p FOR TABLE t"),
        ("CREATE PUBLICATION p FOR TABLE t", "DROP TABLE t"),
        ("CREATE PUBLICATION p FOR TABLE t", "ALTER TABLE t RENAME TO s"),
        ("", "CREATE FOREIGN DATA WRAPPER w"),
        ("CREATE FOREIGN DATA WRAPPER w", "CREATE SERVER s FOREIGN DATA WRAPPER w"),
        ("CREATE FOREIGN DATA WRAPPER w", "GRANT USAGE ON FOREIGN DATA WRAPPER w TO public"),
        ("", "CREATE COLLATION c (locale = 'C')"),
        ("CREATE TYPE mood AS ENUM ('sad')", "CREATE CAST (mood AS text) WITH INOUT"),
        ("CREATE CAST (t AS text) WITH INOUT", "ALTER TABLE t RENAME TO s"),
        ("", "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)"),
        ("", "CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple)"),
        ("", "CREATE LANGUAGE lang HANDLER plpgsql_call_handler"),
        ("", "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler"),
        ("CREATE COLLATION c (locale = 'C')", "ALTER COLLATION c OWNER TO reader"),
        ("", "COMMENT ON SCHEMA public IS 'all'"),
        ("", "CREATE SCHEMA s"),
        ("CREATE VIEW v AS SELECT a FROM t", "ALTER TABLE t RENAME a TO b"),
    ],
)  # fmt: skip
def test_what_the_statements_may_have_changed_is_read_again(
    postgresql_session: Session, before: str, statement: str
) -> None:
    postgresql_session.execute(f"CREATE TABLE t (a int, c int); {before}")
    known = read_schema(postgresql_session, frozenset())
    postgresql_session.execute(statement)
    since = Since(known, words([statement]))
    found = read_schema(postgresql_session, frozenset(), None, since)
    assert found == read_schema(postgresql_session, frozenset())
    assert found != known
