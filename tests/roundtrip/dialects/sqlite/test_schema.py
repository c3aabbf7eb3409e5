"""What is left, lost or changed is seen; another spelling of the same is silent."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from alembic_mrt.roundtrip.dialects.base import TableName
from alembic_mrt.roundtrip.dialects.sqlite.schema import not_compared, read_schema
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import Column, ForeignKey, PrimaryKey, Schema

USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INT); "


def schema_of(sql: str, ignore: frozenset[TableName] = frozenset()) -> Schema:
    session = SQLiteSession(Path(":memory:"))
    session.connection.executescript(sql)
    try:
        return read_schema(session, ignore)
    finally:
        session.close()


@dataclass(frozen=True)
class Case:
    """Hold a table in two spellings, or with a difference of ``kind`` in ``attribute``."""

    name: str
    one: str
    other: str
    kind: str = ""
    attribute: str | None = None


SAME = (
    Case("blanks", "a INT,b TEXT", "\n  a   INT ,\n\tb TEXT\n"),
    Case("quotes", '"a" INT, [b] TEXT, CHECK ("a" > 0)', "a INT, `b` TEXT, CHECK (a > 0)"),
    Case("comments", "a INT, -- the a, of course\n b TEXT /* ) */", "a INT, b TEXT"),
    Case("case of the type", "a varchar( 20 )", "a VARCHAR(20)"),
    Case("case of keywords", "a int not null check (a is not null)",
         "a INT NOT NULL CHECK (A IS NOT NULL)"),
    Case("parentheses", "a INT CHECK ((a > 0))", "a INT CHECK (a > 0)"),
    Case("default in parentheses", "a INT DEFAULT (1)", "a INT DEFAULT 1"),
    Case("default function", "a INT DEFAULT (CURRENT_TIMESTAMP)",
         "a INT DEFAULT current_timestamp"),
    Case("negative default", "a INT DEFAULT (-1)", "a INT DEFAULT -1"),
    Case("default in double quotes", 'a TEXT DEFAULT "x"', "a TEXT DEFAULT 'x'"),
    Case("unique in the column", "a INT UNIQUE", "a INT, UNIQUE (a)"),
    Case("named unique", "a INT CONSTRAINT u UNIQUE", "a INT, CONSTRAINT u UNIQUE (a)"),
    Case("check in the column", "a INT CHECK (a > 0)", "a INT, CHECK (a > 0)"),
    Case("key in the column", "a INTEGER PRIMARY KEY", "a INTEGER NOT NULL, PRIMARY KEY (a)"),
    Case("foreign key in the column", "a INT REFERENCES users",
         "a INT, FOREIGN KEY (a) REFERENCES Users (ID)"),
    Case("default actions", "a INT REFERENCES users ON DELETE NO ACTION NOT DEFERRABLE",
         "a INT REFERENCES users"),
    Case("immediate", "a INT REFERENCES users DEFERRABLE INITIALLY IMMEDIATE",
         "a INT REFERENCES users"),
    Case("default collation", "a TEXT COLLATE BINARY", "a TEXT"),
    Case("autoincrement in the constraint", "a INTEGER PRIMARY KEY AUTOINCREMENT",
         "a INTEGER, PRIMARY KEY (a AUTOINCREMENT)"),
    Case("no commas between constraints", "a INT, CHECK (a > 0) CHECK (a < 9)",
         "a INT, CHECK (a > 0), CHECK (a < 9)"),
    Case("short generated column", "a INT, b INT AS (a * 2)",
         "a INT, b INT GENERATED ALWAYS AS (a*2) VIRTUAL"),
    Case("order of columns", "a INT, b TEXT", "b TEXT, a INT"),
)  # fmt: skip

DIFFERENT = (
    Case("type", "a VARCHAR(20)", "a VARCHAR(30)", "column", "type"),
    Case("not null", "a INT NOT NULL", "a INT", "column", "nullable"),
    Case("not null key", "a TEXT NOT NULL PRIMARY KEY", "a TEXT PRIMARY KEY", "column", "nullable"),
    Case("default", "a INT DEFAULT 1", "a INT", "column", "default"),
    Case("text default", "a INT DEFAULT 1", "a INT DEFAULT '1'", "column", "default"),
    Case("case of a default", "a TEXT DEFAULT 'X'", "a TEXT DEFAULT 'x'", "column", "default"),
    Case("collation", "a TEXT COLLATE NOCASE", "a TEXT", "column", "collation"),
    Case("autoincrement", "a INTEGER PRIMARY KEY AUTOINCREMENT", "a INTEGER PRIMARY KEY",
         "column", "identity"),
    Case("generated", "a INT, b INT AS (a * 2)", "a INT, b INT AS (a * 3)", "column", "generated"),
    Case("stored", "a INT, b INT AS (a * 2) STORED", "a INT, b INT AS (a * 2)",
         "column", "generated"),
    Case("conflict of not null", "a INT NOT NULL ON CONFLICT IGNORE", "a INT NOT NULL",
         "column", "options"),
    Case("primary key", "a INT, b INT, PRIMARY KEY (a, b)", "a INT, b INT, PRIMARY KEY (b, a)",
         "primary key"),
    Case("name of a check", "a INT, CONSTRAINT c CHECK (a > 0)", "a INT, CHECK (a > 0)",
         "check constraint", "name"),
    Case("check", "a INT, CONSTRAINT c CHECK (a > 0)", "a INT, CONSTRAINT c CHECK (a > 1)",
         "check constraint", "expression"),
    Case("case in a check", "a TEXT, CONSTRAINT c CHECK (a <> 'X')",
         "a TEXT, CONSTRAINT c CHECK (a <> 'x')", "check constraint", "expression"),
    Case("unique", "a INT, b INT, CONSTRAINT u UNIQUE (a)", "a INT, b INT, CONSTRAINT u UNIQUE (b)",
         "unique constraint", "columns"),
    Case("conflict of unique", "a INT, CONSTRAINT u UNIQUE (a) ON CONFLICT REPLACE",
         "a INT, CONSTRAINT u UNIQUE (a)", "unique constraint", "options"),
    Case("on delete", "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users ON DELETE SET NULL",
         "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users ON UPDATE SET NULL",
         "foreign key", "ondelete"),
    Case("deferred", "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users "
         "DEFERRABLE INITIALLY DEFERRED", "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users",
         "foreign key", "deferrable"),
    Case("target", "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users (id)",
         "a INT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users (age)",
         "foreign key", "referred_columns"),
)  # fmt: skip


@pytest.mark.parametrize("case", SAME, ids=lambda case: case.name)
def test_another_spelling_is_no_difference(case: Case) -> None:
    one, other = (schema_of(f"{USERS} CREATE TABLE t ({sql})") for sql in (case.one, case.other))
    assert difference(one, other) == ()


@pytest.mark.parametrize("case", DIFFERENT, ids=lambda case: case.name)
def test_a_difference_in_a_table_is_seen(case: Case) -> None:
    one, other = (schema_of(f"{USERS} CREATE TABLE t ({sql})") for sql in (case.one, case.other))
    found = {(d.kind, d.attribute) for d in difference(one, other)}
    assert case.kind in {kind for kind, _ in found}
    assert case.attribute is None or (case.kind, case.attribute) in found
    assert {kind for kind, _ in found} == {case.kind}
    assert difference(other, one)


STATEMENTS = (
    Case("table option", "CREATE TABLE t (a INT PRIMARY KEY NOT NULL) WITHOUT ROWID",
         "CREATE TABLE t (a INT PRIMARY KEY NOT NULL)", "table", "options"),
    Case("index", "CREATE INDEX ix ON users (email)", "", "index"),
    Case("partial index", "CREATE INDEX ix ON users (email) WHERE age > 1",
         "CREATE INDEX ix ON users (email)", "index", "where"),
    Case("unique index", "CREATE UNIQUE INDEX ix ON users (email)",
         "CREATE INDEX ix ON users (email)", "index", "unique"),
    Case("expression", "CREATE INDEX ix ON users (lower(email))",
         "CREATE INDEX ix ON users (upper(email))", "index", "columns"),
    Case("descending", "CREATE INDEX ix ON users (email DESC)", "CREATE INDEX ix ON users (email)",
         "index", "columns"),
    Case("collation of an index", "CREATE INDEX ix ON users (email COLLATE NOCASE)",
         "CREATE INDEX ix ON users (email)", "index", "columns"),
    Case("view", "CREATE VIEW v AS SELECT id FROM users", "CREATE VIEW v AS SELECT age FROM users",
         "view", "definition"),
    Case("trigger", "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END",
         "CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 2; END", "trigger", "definition"),
)  # fmt: skip


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case.name)
def test_a_difference_in_an_object_is_seen(case: Case) -> None:
    one, other, none = (schema_of(USERS + sql) for sql in (case.one, case.other, ""))
    assert {(d.kind, d.attribute) for d in difference(one, other)} == {(case.kind, case.attribute)}
    assert {(d.kind, d.change) for d in difference(one, none)} == {(case.kind, "not restored")}
    assert {(d.kind, d.change) for d in difference(none, one)} == {(case.kind, "left behind")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CREATE INDEX ix ON users (email ASC, [age])", 'create index ix on "users"("email",age)'),
        ("CREATE INDEX ix ON users (email) WHERE (age > 1)",
         'CREATE INDEX ix ON users (email) WHERE "age">1'),
        ('CREATE VIEW v AS SELECT "id"\nFROM users',
         "CREATE VIEW IF NOT EXISTS v as select id from users"),
        ("CREATE TRIGGER t AFTER INSERT ON users BEGIN SELECT 1; END",
         'CREATE TRIGGER IF NOT EXISTS t after insert on "users" begin select 1; end'),
    ],
)  # fmt: skip
def test_another_spelling_of_an_object_is_no_difference(one: str, other: str) -> None:
    assert difference(schema_of(USERS + one), schema_of(USERS + other)) == ()


def test_what_alter_table_rewrites_is_the_same(sqlite_session: SQLiteSession) -> None:
    run = sqlite_session.connection.executescript
    run(USERS + "CREATE TABLE orders (a INT REFERENCES users (id), CHECK (a > 0));")
    run("CREATE INDEX ix ON orders (a); CREATE VIEW v AS SELECT a FROM orders;")
    before = read_schema(sqlite_session, frozenset())
    run("ALTER TABLE orders RENAME TO other; ALTER TABLE other RENAME TO orders;")
    run("ALTER TABLE orders RENAME a TO b; ALTER TABLE orders RENAME b TO a;")
    run("ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME TO users;")
    run("ALTER TABLE orders ADD c INT; ALTER TABLE orders DROP c;")
    assert difference(before, read_schema(sqlite_session, frozenset())) == ()


def test_a_foreign_key_names_what_it_means() -> None:
    read = schema_of(
        'CREATE TABLE "Parent" (x INT, "Key" TEXT, PRIMARY KEY (x, "Key"));'
        "CREATE TABLE child (a INT, b TEXT, FOREIGN KEY (A, B) REFERENCES parent)"
    )
    (found,) = (item for item in read if isinstance(item, ForeignKey))
    assert found.columns == ("a", "b")
    assert (found.referred_table, found.referred_columns) == ("Parent", ("x", "Key"))


def test_columns_with_awkward_names() -> None:
    read = schema_of(
        'CREATE TABLE "a ""b" ("x,y" INT, [p q] TEXT, "check" INT, PRIMARY KEY ("x,y"))'
    )
    assert {c.name for c in read if isinstance(c, Column)} == {"x,y", "p q", "check"}
    assert [k.columns for k in read if isinstance(k, PrimaryKey)] == [("x,y",)]


def test_a_table_made_from_a_query() -> None:
    read = schema_of(USERS + "CREATE TABLE t AS SELECT id, email AS e FROM users")
    assert [c.name for c in read.columns("t")] == ["id", "e"]


def test_an_ignored_table_leaves_nothing() -> None:
    sql = "CREATE TABLE alembic_version (v TEXT); CREATE INDEX ix ON alembic_version (v)"
    assert len(schema_of(sql, frozenset({(None, "alembic_version")}))) == 0


def test_a_virtual_table_is_said_and_its_shadows_are_left_out(
    sqlite_session: SQLiteSession,
) -> None:
    try:
        sqlite_session.execute("CREATE VIRTUAL TABLE docs USING fts5(body)")
    except sqlite3.OperationalError:
        pytest.skip("this SQLite has no fts5")
    sqlite_session.execute("CREATE TABLE docs_archive (a INT)")
    assert not_compared(sqlite_session) == ("The virtual table docs is not compared.",)
    read = read_schema(sqlite_session, frozenset())
    assert [table.name for table in read.tables()] == ["docs_archive"]
