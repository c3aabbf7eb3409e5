"""Every class of object, both ways: what is left, lost or changed is seen, the rest is silent."""

from dataclasses import dataclass

import pytest

from alembic_mrt.roundtrip.dialects.base import Session, Since
from alembic_mrt.roundtrip.dialects.postgresql.not_compared import not_compared
from alembic_mrt.roundtrip.dialects.postgresql.schema import read_schema
from alembic_mrt.roundtrip.reached import words
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import Column, ForeignKey, Index, Schema, Sequence

pytestmark = pytest.mark.postgresql

USERS = "CREATE TABLE users (id int PRIMARY KEY, name text, age int NOT NULL); "
ORDERS = USERS + "CREATE TABLE orders (id int PRIMARY KEY, user_id int, during daterange); "
PARTS = "CREATE TABLE part (id int, day date) PARTITION BY RANGE (day); "
FUNCTION = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
EVENT = "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; "


@dataclass(frozen=True)
class Case:
    """Make an object on ``base`` and undo it; ``otherwise`` makes it again, but differently."""

    name: str
    kind: str
    base: str
    make: str
    undo: str
    otherwise: str
    since: int = 12


CASES = (
    Case(
        "schema", "schema", "", "CREATE SCHEMA app", "DROP SCHEMA app",
        "CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'x'",
    ),
    Case(
        "table", "table", "", "CREATE TABLE t (a int)", "DROP TABLE t",
        "CREATE UNLOGGED TABLE t (a int)",
    ),
    Case(
        "table comment", "table", USERS, "COMMENT ON TABLE users IS 'x'",
        "COMMENT ON TABLE users IS NULL", "COMMENT ON TABLE users IS 'y'",
    ),
    Case(
        "storage option", "table", USERS, "ALTER TABLE users SET (fillfactor = 70)",
        "ALTER TABLE users RESET (fillfactor)", "ALTER TABLE users SET (fillfactor = 80)",
    ),
    Case(
        "toast option", "table", USERS, "ALTER TABLE users SET (toast.autovacuum_enabled = off)",
        "ALTER TABLE users RESET (toast.autovacuum_enabled)",
        "ALTER TABLE users SET (toast.autovacuum_enabled = on)",
    ),
    Case(
        "replica identity", "table", USERS, "ALTER TABLE users REPLICA IDENTITY FULL",
        "ALTER TABLE users REPLICA IDENTITY DEFAULT",
        "ALTER TABLE users REPLICA IDENTITY USING INDEX users_pkey",
    ),
    Case(
        "clustered", "table", USERS + "CREATE INDEX ix ON users (name);",
        "ALTER TABLE users CLUSTER ON ix", "ALTER TABLE users SET WITHOUT CLUSTER",
        "ALTER TABLE users CLUSTER ON users_pkey",
    ),
    Case(
        "row security", "table", USERS, "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
    ),
    Case(
        "inheritance", "table",
        "CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE c (x int)",
        "ALTER TABLE b INHERIT a", "ALTER TABLE b NO INHERIT a",
        "ALTER TABLE b INHERIT c",
    ),
    Case(
        "partition", "table", PARTS,
        "CREATE TABLE p PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
        "DROP TABLE p",
        "CREATE TABLE p PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2022-01-01')",
    ),
    Case(
        "attached partition", "table",
        PARTS + "CREATE TABLE p (id int, day date); ",
        "ALTER TABLE part ATTACH PARTITION p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
        "ALTER TABLE part DETACH PARTITION p",
        "ALTER TABLE part ATTACH PARTITION p DEFAULT",
    ),
    Case(
        "partition key", "table", "", "CREATE TABLE t (a int, b int) PARTITION BY LIST (a)",
        "DROP TABLE t", "CREATE TABLE t (a int, b int) PARTITION BY HASH (a)",
    ),
    Case(
        "column", "column", USERS, "ALTER TABLE users ADD note varchar(20)",
        "ALTER TABLE users DROP note", "ALTER TABLE users ADD note varchar(30)",
    ),
    Case(
        "nullable", "column", USERS, "ALTER TABLE users ALTER name SET NOT NULL",
        "ALTER TABLE users ALTER name DROP NOT NULL",
        "ALTER TABLE users ALTER age DROP NOT NULL",
    ),
    Case(
        "default", "column", USERS, "ALTER TABLE users ALTER name SET DEFAULT 'x'",
        "ALTER TABLE users ALTER name DROP DEFAULT", "ALTER TABLE users ALTER name SET DEFAULT 'y'",
    ),
    Case(
        "generated", "column", USERS,
        "ALTER TABLE users ADD twice int GENERATED ALWAYS AS (age * 2) STORED",
        "ALTER TABLE users DROP twice",
        "ALTER TABLE users ADD twice int GENERATED ALWAYS AS (age * 3) STORED",
    ),
    Case(
        "collation", "column", USERS, 'ALTER TABLE users ALTER name TYPE text COLLATE "C"',
        'ALTER TABLE users ALTER name TYPE text COLLATE "default"',
        'ALTER TABLE users ALTER name TYPE text COLLATE "POSIX"',
    ),
    Case(
        "column comment", "column", USERS, "COMMENT ON COLUMN users.name IS 'x'",
        "COMMENT ON COLUMN users.name IS NULL", "COMMENT ON COLUMN users.name IS 'y'",
    ),
    Case(
        "column storage", "column", USERS, "ALTER TABLE users ALTER name SET STORAGE EXTERNAL",
        "ALTER TABLE users ALTER name SET STORAGE EXTENDED",
        "ALTER TABLE users ALTER name SET STORAGE MAIN",
    ),
    Case(
        "statistics target", "column", USERS, "ALTER TABLE users ALTER name SET STATISTICS 500",
        "ALTER TABLE users ALTER name SET STATISTICS -1",
        "ALTER TABLE users ALTER name SET STATISTICS 0",
    ),
    Case(
        "column option", "column", USERS, "ALTER TABLE users ALTER name SET (n_distinct = 5)",
        "ALTER TABLE users ALTER name RESET (n_distinct)",
        "ALTER TABLE users ALTER name SET (n_distinct = 6)",
    ),
    Case(
        "primary key", "primary key", "CREATE TABLE t (a int NOT NULL, b int NOT NULL)",
        "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a)", "ALTER TABLE t DROP CONSTRAINT pk",
        "ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a) INCLUDE (b)",
    ),
    Case(
        "unique", "unique constraint", USERS, "ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)",
        "ALTER TABLE users DROP CONSTRAINT u",
        "ALTER TABLE users ADD CONSTRAINT u UNIQUE (name) DEFERRABLE",
    ),
    Case(
        "check", "check constraint", USERS, "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)",
        "ALTER TABLE users DROP CONSTRAINT c",
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID",
    ),
    Case(
        "check no inherit", "check constraint", USERS,
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)",
        "ALTER TABLE users DROP CONSTRAINT c",
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NO INHERIT",
    ),
    Case(
        "foreign key", "foreign key", ORDERS,
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users "
        "ON DELETE CASCADE",
        "ALTER TABLE orders DROP CONSTRAINT fk",
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users",
    ),
    Case(
        "foreign key triggers", "foreign key",
        ORDERS + "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users;",
        "ALTER TABLE orders DISABLE TRIGGER ALL", "ALTER TABLE orders ENABLE TRIGGER ALL",
        "ALTER TABLE users DISABLE TRIGGER ALL",
    ),
    Case(
        "exclude", "exclude constraint", ORDERS,
        "ALTER TABLE orders ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&)",
        "ALTER TABLE orders DROP CONSTRAINT x",
        "ALTER TABLE orders ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&) "
        "WHERE (user_id > 0)",
    ),
    Case(
        "constraint comment", "primary key", USERS,
        "COMMENT ON CONSTRAINT users_pkey ON users IS 'x'",
        "COMMENT ON CONSTRAINT users_pkey ON users IS NULL",
        "COMMENT ON CONSTRAINT users_pkey ON users IS 'y'",
    ),
    Case(
        "partial index", "index", USERS, "CREATE INDEX ix ON users (name) WHERE age > 1",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "index order", "index", USERS, "CREATE INDEX ix ON users (name DESC NULLS LAST)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name DESC)",
    ),
    Case(
        "index operator class", "index", USERS, "CREATE INDEX ix ON users (name text_pattern_ops)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "index collation", "index", USERS, 'CREATE INDEX ix ON users (name COLLATE "C")',
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "index expression", "index", USERS, "CREATE UNIQUE INDEX ix ON users (lower(name))",
        "DROP INDEX ix", "CREATE UNIQUE INDEX ix ON users (upper(name))",
    ),
    Case(
        "unique index", "index", USERS, "CREATE UNIQUE INDEX ix ON users (name)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "index method", "index", USERS, "CREATE INDEX ix ON users USING hash (name)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "index include", "index", USERS, "CREATE INDEX ix ON users (name) INCLUDE (age)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name, age)",
    ),
    Case(
        "index option", "index", USERS, "CREATE INDEX ix ON users (name) WITH (fillfactor = 70)",
        "DROP INDEX ix", "CREATE INDEX ix ON users (name)",
    ),
    Case(
        "partitioned index", "index",
        PARTS + "CREATE TABLE p PARTITION OF part DEFAULT;", "CREATE INDEX ix ON part (day)",
        "DROP INDEX ix", "CREATE INDEX ix ON part (id)",
    ),
    Case(
        "sequence", "sequence", "", "CREATE SEQUENCE s", "DROP SEQUENCE s",
        "CREATE SEQUENCE s INCREMENT 5",
    ),
    Case(
        "sequence owner", "sequence", USERS + "CREATE SEQUENCE s;",
        "ALTER SEQUENCE s OWNED BY users.id", "ALTER SEQUENCE s OWNED BY NONE",
        "ALTER SEQUENCE s OWNED BY users.age",
    ),
    Case(
        "enum", "enum type", "", "CREATE TYPE mood AS ENUM ('a', 'b')", "DROP TYPE mood",
        "CREATE TYPE mood AS ENUM ('b', 'a')",
    ),
    Case(
        "domain", "domain", "", "CREATE DOMAIN d AS int CHECK (VALUE > 0)", "DROP DOMAIN d",
        "CREATE DOMAIN d AS int CHECK (VALUE > 0) DEFAULT 3",
    ),
    Case(
        "composite type", "type", "", "CREATE TYPE c AS (a int, b text)", "DROP TYPE c",
        "CREATE TYPE c AS (a int, b varchar)",
    ),
    Case(
        "range type", "type", "", "CREATE TYPE r AS RANGE (SUBTYPE = float8)", "DROP TYPE r",
        "CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)",
    ),
    Case(
        "view", "view", USERS, "CREATE VIEW v AS SELECT id FROM users", "DROP VIEW v",
        "CREATE VIEW v AS SELECT id FROM users WHERE age > 1",
    ),
    Case(
        "view option", "view", USERS + "CREATE VIEW v AS SELECT id FROM users;",
        "ALTER VIEW v SET (security_barrier)", "ALTER VIEW v RESET (security_barrier)",
        "ALTER VIEW v SET (check_option = local)",
    ),
    Case(
        "view column comment", "view", USERS + "CREATE VIEW v AS SELECT id FROM users;",
        "COMMENT ON COLUMN v.id IS 'x'", "COMMENT ON COLUMN v.id IS NULL",
        "COMMENT ON COLUMN v.id IS 'y'",
    ),
    Case(
        "materialized view", "materialized view", USERS,
        "CREATE MATERIALIZED VIEW v AS SELECT id FROM users", "DROP MATERIALIZED VIEW v",
        "CREATE MATERIALIZED VIEW v AS SELECT id FROM users WITH NO DATA",
    ),
    Case(
        "materialized view index", "index",
        USERS + "CREATE MATERIALIZED VIEW v AS SELECT id FROM users;",
        "CREATE UNIQUE INDEX ix ON v (id)", "DROP INDEX ix", "CREATE INDEX ix ON v (id)",
    ),
    Case(
        "function", "function", "",
        "CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql AS 'SELECT x'", "DROP FUNCTION g(int)",
        "CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x'",
    ),
    Case(
        "procedure", "function", "", "CREATE PROCEDURE g() LANGUAGE sql AS 'SELECT 1'",
        "DROP PROCEDURE g()", "CREATE PROCEDURE g() LANGUAGE sql AS 'SELECT 2'",
    ),
    Case(
        "aggregate", "function", "",
        "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
        "DROP AGGREGATE g(int)",
        "CREATE AGGREGATE g(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1')",
    ),
    Case(
        "trigger", "trigger", USERS + FUNCTION,
        "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()",
        "DROP TRIGGER t ON users",
        "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f(); "
        "ALTER TABLE users DISABLE TRIGGER t",
    ),
    Case(
        "rule", "rule", USERS, "CREATE RULE r AS ON DELETE TO users DO INSTEAD NOTHING",
        "DROP RULE r ON users", "CREATE RULE r AS ON UPDATE TO users DO INSTEAD NOTHING",
    ),
    Case(
        "policy", "policy", USERS, "CREATE POLICY p ON users USING (age > 1)",
        "DROP POLICY p ON users", "CREATE POLICY p ON users FOR SELECT TO reader USING (age > 1)",
    ),
    Case(
        "grant on a table", "privileges", USERS, "GRANT SELECT ON users TO reader",
        "REVOKE SELECT ON users FROM reader",
        "GRANT SELECT ON users TO reader WITH GRANT OPTION",
    ),
    Case(
        "grant on a column", "privileges", USERS, "GRANT SELECT (name) ON users TO reader",
        "REVOKE SELECT (name) ON users FROM reader", "GRANT UPDATE (name) ON users TO reader",
    ),
    Case(
        "grant on a function", "privileges", FUNCTION, "REVOKE EXECUTE ON FUNCTION f FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION f TO PUBLIC", "GRANT EXECUTE ON FUNCTION f TO reader",
    ),
    Case(
        "grant on a schema", "privileges", "", "GRANT CREATE ON SCHEMA public TO reader",
        "REVOKE CREATE ON SCHEMA public FROM reader",
        "GRANT CREATE ON SCHEMA public TO reader WITH GRANT OPTION",
    ),
    Case(
        "grant on a type", "privileges", "CREATE TYPE mood AS ENUM ('a')",
        "GRANT USAGE ON TYPE mood TO reader", "REVOKE USAGE ON TYPE mood FROM reader",
        "REVOKE USAGE ON TYPE mood FROM PUBLIC",
    ),
    Case(
        "default privileges", "privileges", "",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader",
        "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM reader",
        "ALTER DEFAULT PRIVILEGES GRANT INSERT ON TABLES TO reader",
    ),
    Case(
        "owner", "privileges", USERS, "ALTER TABLE users OWNER TO reader",
        "ALTER TABLE users OWNER TO CURRENT_USER",
        "ALTER TABLE users OWNER TO reader; REVOKE DELETE ON users FROM reader",
    ),
    Case(
        "statistics", "statistics", USERS, "CREATE STATISTICS st ON name, age FROM users",
        "DROP STATISTICS st", "CREATE STATISTICS st (mcv) ON name, age FROM users",
    ),
    Case(
        "event trigger", "event trigger", EVENT,
        "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e()", "DROP EVENT TRIGGER et",
        "CREATE EVENT TRIGGER et ON sql_drop EXECUTE FUNCTION e(); "
        "ALTER EVENT TRIGGER et DISABLE",
    ),
    Case(
        "extension", "extension", "DROP EXTENSION plpgsql", "CREATE EXTENSION plpgsql",
        "DROP EXTENSION plpgsql", "CREATE EXTENSION plpgsql; COMMENT ON EXTENSION plpgsql IS 'x'",
    ),
    Case(
        "compression", "column", USERS, "ALTER TABLE users ALTER name SET COMPRESSION pglz",
        "ALTER TABLE users ALTER name SET COMPRESSION default",
        "ALTER TABLE users ALTER name SET STORAGE EXTERNAL", since=14,
    ),
    Case(
        "nulls not distinct", "unique constraint", USERS,
        "ALTER TABLE users ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (name)",
        "ALTER TABLE users DROP CONSTRAINT u", "ALTER TABLE users ADD CONSTRAINT u UNIQUE (name)",
        since=15,
    ),
    Case(
        "index with nulls not distinct", "index", USERS,
        "CREATE UNIQUE INDEX ix ON users (name) NULLS NOT DISTINCT",
        "DROP INDEX ix", "CREATE UNIQUE INDEX ix ON users (name)", since=15,
    ),
    Case(
        "columns of an action", "foreign key",
        "CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (x int, y int);",
        "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES a ON DELETE SET NULL (y)",
        "ALTER TABLE b DROP CONSTRAINT fk",
        "ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES a ON DELETE SET NULL",
        since=15,
    ),
    Case(
        "not enforced", "check constraint", USERS,
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT ENFORCED",
        "ALTER TABLE users DROP CONSTRAINT c",
        "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID", since=18,
    ),
    Case(
        "virtual", "column", USERS, "ALTER TABLE users ADD twice int GENERATED ALWAYS AS (age * 2)",
        "ALTER TABLE users DROP twice",
        "ALTER TABLE users ADD twice int GENERATED ALWAYS AS (age * 2) STORED", since=18,
    ),
    Case(
        "period", "unique constraint", "CREATE TABLE t (a int4range, during daterange)",
        "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, during WITHOUT OVERLAPS)",
        "ALTER TABLE t DROP CONSTRAINT u",
        "ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, during)", since=18,
    ),
    Case(
        "not null not valid", "column", USERS,
        "ALTER TABLE users ADD CONSTRAINT n NOT NULL name NOT VALID",
        "ALTER TABLE users DROP CONSTRAINT n", "ALTER TABLE users ALTER name SET NOT NULL",
        since=18,
    ),
)  # fmt: skip


def schema_of(session: Session) -> Schema:
    return read_schema(session, frozenset())


def kinds(before: Schema, after: Schema) -> set[str]:
    return {found.kind for found in difference(before, after)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_left_lost_or_changed_is_seen(case: Case, postgresql_session: Session) -> None:
    ((version,),) = postgresql_session.query("SELECT current_setting('server_version_num')::int")
    if version < case.since * 10_000:
        pytest.skip(f"PostgreSQL before {case.since} does not know it")
    states = []
    for sql in (case.base, case.make, case.undo, case.make, case.undo, case.otherwise):
        if sql:
            postgresql_session.execute(sql)
        states.append(schema_of(postgresql_session))
    base, made, undone, again, _, otherwise = states
    assert kinds(base, made) == {case.kind}
    assert kinds(made, base) == {case.kind}
    assert difference(base, undone) == ()
    assert difference(made, again) == ()
    assert kinds(made, otherwise) == {case.kind}


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
        "CREATE PUBLICATION p; CREATE COLLATION c (locale = 'C'); CREATE COLLATION d FROM c;"
        "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
        "CREATE FOREIGN TABLE f (a int) SERVER s"
    )
    assert not_compared(postgresql_session) == (
        "1 publication is not compared.",
        "1 foreign data wrapper is not compared.",
        "1 foreign server is not compared.",
        "2 collations are not compared.",
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
