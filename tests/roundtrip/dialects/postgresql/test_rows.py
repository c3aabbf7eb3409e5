import pytest

from alembic_mrt.roundtrip.dialects.base import Session, TableName, TableRows
from alembic_mrt.roundtrip.dialects.postgresql.not_compared import not_compared
from alembic_mrt.roundtrip.dialects.postgresql.rows import read_rows
from alembic_mrt.roundtrip.dialects.postgresql.schema import read_schema
from alembic_mrt.roundtrip.dialects.postgresql.sequences import (
    advance_sequences,
    sequences_behind,
)

pytestmark = pytest.mark.postgresql


def rows_of(
    session: Session, ignore: frozenset[TableName] = frozenset()
) -> dict[TableName, TableRows]:
    return read_rows(session, read_schema(session, ignore), ignore)


def test_every_type_comes_as_text(postgresql_session: Session) -> None:
    postgresql_session.execute(
        "CREATE TYPE pair AS (a int, b text); CREATE TYPE mood AS ENUM ('good');"
        "CREATE TABLE t (a int, b bytea, c text[], d pair, e mood, f timestamptz, g float8,"
        ' h json, i int4range, j bool, k int GENERATED ALWAYS AS (a + 1) STORED, "l%s"" m" text)'
    )
    postgresql_session.execute(
        "INSERT INTO t VALUES (1, '\\xff00', '{x,NULL,\"y z\"}', '(1,b)', 'good',"
        "'2020-01-01 12:00+02', 0.1, '{\"b\":  1}', '[1,3)', true, DEFAULT, NULL)"
    )
    (row,) = rows_of(postgresql_session)[None, "t"].rows
    assert row == (
        "1",
        "\\xff00",
        '{x,NULL,"y z"}',
        "(1,b)",
        "good",
        "2020-01-01 10:00:00+00",
        "0.1",
        '{"b":  1}',
        "[1,3)",
        "true",
        "2",
        None,
    )


@pytest.mark.parametrize(
    ("constraints", "key"),
    [
        ("a int, b int, PRIMARY KEY (b, a)", ("b", "a")),
        ("a int NOT NULL UNIQUE, b int", ("a",)),
        ("a int UNIQUE, b int", ()),
        ("a int UNIQUE, b int PRIMARY KEY", ("b",)),
        ("a int, b int", ()),
    ],
)
def test_the_key_tells_rows_apart(
    postgresql_session: Session, constraints: str, key: tuple[str, ...]
) -> None:
    postgresql_session.execute(f"CREATE TABLE t ({constraints})")
    assert rows_of(postgresql_session)[None, "t"].key == key


def test_rows_of_partitions_come_with_the_parent(postgresql_session: Session) -> None:
    postgresql_session.execute(
        "CREATE TABLE part (a int) PARTITION BY LIST (a); INSERT INTO part SELECT WHERE false;"
        "CREATE TABLE one PARTITION OF part FOR VALUES IN (1); INSERT INTO part VALUES (1);"
        "CREATE TABLE parent (a int); CREATE TABLE child () INHERITS (parent);"
        "INSERT INTO child VALUES (2); CREATE MATERIALIZED VIEW m AS SELECT * FROM parent"
    )
    found = {name: rows.rows for name, rows in rows_of(postgresql_session).items()}
    assert found == {
        (None, "part"): (("1",),),
        (None, "parent"): (),
        (None, "child"): (("2",),),
    }


def test_many_tables_in_several_schemas(postgresql_session: Session) -> None:
    tables = "".join(f"CREATE TABLE app.t{n} AS SELECT {n} AS a;" for n in range(120))
    postgresql_session.execute(f"CREATE SCHEMA app; {tables} CREATE TABLE t0 AS SELECT -1 AS a")
    found = rows_of(postgresql_session, frozenset({("app", "t7")}))
    assert len(found) == 120
    assert found["app", "t119"].rows == (("119",),)
    assert found[None, "t0"].rows == (("-1",),)


def test_rows_that_row_security_hides_are_not_taken_for_lost(postgresql_session: Session) -> None:
    postgresql_session.execute(
        "CREATE TABLE t (a int); INSERT INTO t VALUES (1); GRANT SELECT ON t TO reader;"
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE TABLE u (a int); SET ROLE reader"
    )
    assert rows_of(postgresql_session) == {}
    assert not_compared(postgresql_session) == (
        "The rows of t are not compared: row security hides some of them.",
        "The rows of u are not compared: the privilege to read them is missing.",
    )


@pytest.mark.parametrize(
    ("sql", "behind"),
    [
        ("INSERT INTO t (b) VALUES (1), (2)", set()),
        ("INSERT INTO t (id) VALUES (1)", {"t.id"}),
        ("INSERT INTO t (id) VALUES (3); SELECT setval('t_id_seq', 3)", set()),
        ("INSERT INTO t (id) VALUES (3); SELECT setval('t_id_seq', 3, false)", {"t.id"}),
        ("INSERT INTO t (id) VALUES (3); SELECT setval('t_id_seq', 2)", {"t.id"}),
        ("CREATE SEQUENCE s; CREATE TABLE u (a int DEFAULT nextval('s'));"
         "INSERT INTO u VALUES (5)", {"u.a"}),
        ("CREATE TABLE u (a int GENERATED ALWAYS AS IDENTITY);"
         "INSERT INTO u OVERRIDING SYSTEM VALUE VALUES (5)", {"u.a"}),
        ("CREATE TABLE u (a int GENERATED ALWAYS AS IDENTITY (INCREMENT -1));"
         "INSERT INTO u OVERRIDING SYSTEM VALUE VALUES (5)", set()),
        ("CREATE TABLE u (a int GENERATED ALWAYS AS IDENTITY (INCREMENT -1));"
         "INSERT INTO u OVERRIDING SYSTEM VALUE VALUES (-5)", {"u.a"}),
        ('CREATE SCHEMA "A b"; CREATE TABLE "A b"."T" ("C" serial);'
         'INSERT INTO "A b"."T" VALUES (1)', {"A b.T.C"}),
    ],
)  # fmt: skip
def test_a_sequence_that_comes_to_a_value_in_use_is_behind(
    postgresql_session: Session, sql: str, behind: set[str]
) -> None:
    postgresql_session.execute(f"CREATE TABLE t (id serial PRIMARY KEY, b int); {sql}")
    schema = read_schema(postgresql_session, frozenset())
    assert sequences_behind(postgresql_session, schema) == behind
    advance_sequences(postgresql_session, schema, frozenset())
    assert not sequences_behind(postgresql_session, schema)
