import pytest

from alembic_mrt.roundtrip.dialects.sqlite.rows import read_rows
from alembic_mrt.roundtrip.dialects.sqlite.schema import read_schema
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession


def test_values_of_every_kind_are_told_apart(sqlite_session: SQLiteSession) -> None:
    sqlite_session.connection.executescript(
        'CREATE TABLE "a ""b" (k INTEGER PRIMARY KEY, "v %s"); INSERT INTO "a ""b" ("v %s") VALUES'
        "(1), ('1'), (1.0), (x'31'), (NULL), ('NULL'), ('it''s'), (0.1), (''), (1e300 * 1e300),"
        "('a' || char(0) || 'b'), ('a')"
    )
    schema = read_schema(sqlite_session, frozenset())
    found = read_rows(sqlite_session, schema, frozenset())[None, 'a "b']
    assert (found.columns, found.key) == (("k", "v %s"), ("k",))
    values = [row[1] for row in found.rows]
    assert values[:9] == ["1", "'1'", "1.0", "X'31'", None, "'NULL'", "'it''s'", "0.1", "''"]
    assert len(set(values)) == len(values)


def test_every_literal_stands_for_its_value(sqlite_session: SQLiteSession) -> None:
    sqlite_session.connection.executescript(
        "CREATE TABLE t (v); INSERT INTO t VALUES (-9223372036854775808), (1e300), (-0.1), (1e-7),"
        "(1e300 * 1e300), (-1e300 * 1e300), ('a' || char(0) || ''''), (x''), ('näh')"
    )
    schema = read_schema(sqlite_session, frozenset())
    for (literal,) in read_rows(sqlite_session, schema, frozenset())[None, "t"].rows:
        same = f"v = {literal} AND typeof(v) = typeof({literal})"
        assert sqlite_session.query(f"SELECT count(*) FROM t WHERE {same}") == [(1,)]


def test_a_text_that_is_not_utf_8_is_read(sqlite_session: SQLiteSession) -> None:
    sqlite_session.connection.executescript(
        "CREATE TABLE t (v TEXT); INSERT INTO t VALUES (CAST(x'61ff' AS TEXT))"
    )
    schema = read_schema(sqlite_session, frozenset())
    assert read_rows(sqlite_session, schema, frozenset())[None, "t"].rows == (("'a\\xff'",),)


def test_generated_columns_are_read(sqlite_session: SQLiteSession) -> None:
    sqlite_session.connection.executescript(
        "CREATE TABLE t (a INT, b INT AS (a * 2), c INT AS (a * 3) STORED);"
        "INSERT INTO t (a) VALUES (1)"
    )
    schema = read_schema(sqlite_session, frozenset())
    assert read_rows(sqlite_session, schema, frozenset())[None, "t"].rows == (("1", "2", "3"),)


@pytest.mark.parametrize(
    ("columns", "key"),
    [
        ("a INT, b INT, PRIMARY KEY (b, a)", ("b", "a")),
        ("a INT NOT NULL UNIQUE, b INT", ("a",)),
        ("a INT UNIQUE, b INT", ()),
        ("a INT, b INT", ()),
    ],
)
def test_the_key_tells_rows_apart(
    sqlite_session: SQLiteSession, columns: str, key: tuple[str, ...]
) -> None:
    sqlite_session.execute(f"CREATE TABLE t ({columns})")
    schema = read_schema(sqlite_session, frozenset())
    assert read_rows(sqlite_session, schema, frozenset())[None, "t"].key == key


def test_an_ignored_table_is_not_read(sqlite_session: SQLiteSession) -> None:
    sqlite_session.execute("CREATE TABLE t (a INT)")
    schema = read_schema(sqlite_session, frozenset())
    assert read_rows(sqlite_session, schema, frozenset({(None, "t")})) == {}
