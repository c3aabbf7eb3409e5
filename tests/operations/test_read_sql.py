"""Raw SQL: text in, the operations of the directives out."""

from __future__ import annotations

from typing import Any

import pytest

from alembic_mrt.finding import Location
from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.sql.read import read_sql
from alembic_mrt.operations.sql.split import statements
from alembic_mrt.operations.sql.tokens import canonical, canonical_text
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    AlterColumn,
    AlterObject,
    CreateConstraint,
    CreateIndex,
    CreateObject,
    CreateTable,
    Delete,
    DropColumn,
    DropConstraint,
    DropIndex,
    DropObject,
    DropTable,
    Execute,
    Insert,
    Opaque,
    Operation,
    RenameTable,
    Update,
)
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    EnumType,
    Extension,
    ForeignKey,
    Function,
    Grant,
    Index,
    MaterializedView,
    Policy,
    PrimaryKey,
    Sequence,
    Table,
    Trigger,
    UniqueConstraint,
    View,
)

AT = Location("x.py", 1)


def read(sql: str, dialect: str | None = None) -> list[Operation]:
    return read_sql(sql, Site(AT, dialect))


def column(name: str, type_: Any, table: str = "a", **fields: Any) -> Column:
    return Column(table=table, name=name, type=type_, **fields)


def altered(kind: str, name: Any, attribute: str, value: object, **fields: Any) -> AlterObject:
    return AlterObject(
        location=AT, kind=kind, name=name, attribute=attribute, value=value, **fields
    )


TABLES: dict[str, list[Operation]] = {
    """CREATE TABLE IF NOT EXISTS s."A" (
        id bigserial PRIMARY KEY,  -- the key
        n character varying(50) NOT NULL DEFAULT 'x' CHECK (n <> ''),
        key timestamptz DEFAULT CURRENT_TIMESTAMP COLLATE "C",
        b int REFERENCES t.b (id) ON DELETE SET NULL,
        total numeric(10,2) GENERATED ALWAYS AS (id * 2) STORED,
        CONSTRAINT uq UNIQUE (n, b) DEFERRABLE
    )""": [
        CreateTable(
            location=AT,
            table="A",
            schema="s",
            serial=("id",),
            if_not_exists=True,
            objects=(
                column("id", "BIGINT", "A", schema="s", nullable=False, position=1),
                PrimaryKey(schema="s", table="A", columns=("id",)),
                column(
                    "n", "VARCHAR(50)", "A", schema="s", nullable=False, default="'x'", position=2
                ),
                CheckConstraint(schema="s", table="A", expression="n <> ''"),
                column(
                    "key",
                    "TIMESTAMP WITH TIME ZONE",
                    "A",
                    schema="s",
                    default="now()",
                    collation="C",
                    position=3,
                ),
                column("b", "INTEGER", "A", schema="s", position=4),
                ForeignKey(
                    schema="s",
                    table="A",
                    columns=("b",),
                    referred_schema="t",
                    referred_table="b",
                    referred_columns=("id",),
                    ondelete="SET NULL",
                ),
                column(
                    "total",
                    "NUMERIC(10, 2)",
                    "A",
                    schema="s",
                    generated="id * 2",
                    options=(("stored", "true"),),
                    position=5,
                ),
                UniqueConstraint(
                    schema="s", table="A", name="uq", columns=("n", "b"), deferrable="DEFERRABLE"
                ),
            ),
        )
    ],
    "CREATE TABLE a (x int, PRIMARY KEY (x)); DROP TABLE a, s.b CASCADE": [
        CreateTable(
            location=AT,
            table="a",
            objects=(
                column("x", "INTEGER", nullable=False, position=1),
                PrimaryKey(table="a", columns=("x",)),
            ),
        ),
        DropTable(location=AT, table="a", cascade=True, along=(("s", "b"),)),
        DropTable(location=AT, table="b", schema="s", cascade=True, along=(("", "a"),)),
    ],
    "CREATE TABLE a AS SELECT b.x, y AS z FROM b": [
        CreateTable(location=AT, table="a", selected=(("", "x"), ("", "z"))),
        Insert(location=AT, table="a", reads=("b",), sql="select b.x, y as z from b"),
    ],
    "CREATE TABLE a AS SELECT c.*, now() AS at FROM s.b AS c WHERE c.x > 1": [
        CreateTable(location=AT, table="a", selected=(("b", "*"), ("", "at"))),
        Insert(
            location=AT,
            table="a",
            reads=("b",),
            sql="select c.*, now() as at from s.b as c where c.x > 1",
        ),
    ],
    "CREATE TABLE a AS SELECT * FROM b JOIN c ON b.x = c.x": [
        CreateTable(location=AT, table="a", complete=False),
        Insert(
            location=AT,
            table="a",
            reads=("b", "c"),
            sql="select * from b join c on b.x = c.x",
        ),
    ],
    "SELECT * INTO TEMP a FROM b": [
        CreateTable(location=AT, table="a", selected=(("b", "*"),)),
        Insert(location=AT, table="a", reads=("b",), sql="select * from b"),
    ],
    "SELECT x INTO OUTFILE '/tmp/x' FROM b": [
        Execute(location=AT, sql="select x into outfile '/tmp/x' from b")
    ],
    "CREATE TABLE a (LIKE b INCLUDING ALL)": [
        CreateTable(location=AT, table="a", selected=(("b", "*"),), complete=False)
    ],
    "CREATE TABLE a PARTITION OF s.b FOR VALUES IN (1)": [
        CreateTable(
            location=AT,
            table="a",
            objects=(
                Table(
                    name="a",
                    partition="partition of s.b for values in (1)",
                    parents=(("s", "b"),),
                ),
            ),
            complete=False,
        )
    ],
    "CREATE TABLE a () INHERITS (public.b, s.c)": [
        CreateTable(
            location=AT,
            table="a",
            objects=(Table(name="a", parents=(("", "b"), ("s", "c"))),),
            complete=False,
        )
    ],
    "ALTER TABLE a ADD x serial": [
        AddColumn(
            location=AT, table="a", column=column("x", "INTEGER", nullable=False), serial=True
        )
    ],
    "CREATE SEQUENCE s AS integer OWNED BY public.a.x CYCLE": [
        CreateObject(
            location=AT,
            object=Sequence(name="s", definition="s as integer cycle", owner="a.x"),
        )
    ],
    "ALTER SEQUENCE s OWNED BY a.x": [
        AlterObject(location=AT, kind="sequence", name="s", attribute="owner", value="a.x")
    ],
    "ALTER SEQUENCE s OWNED BY NONE": [
        AlterObject(location=AT, kind="sequence", name="s", attribute="owner", value=None)
    ],
    "ALTER SEQUENCE s RESTART WITH 5": [
        AlterObject(
            location=AT, kind="sequence", name="s", attribute="reached", value="restart with 5"
        )
    ],
    "ALTER TABLE b ATTACH PARTITION s.a FOR VALUES IN (1)": [
        AlterObject(
            location=AT,
            kind="table",
            name="a",
            schema="s",
            attribute="parents",
            value=(("", "b"),),
        )
    ],
    "ALTER TABLE b DETACH PARTITION a CONCURRENTLY": [
        AlterObject(location=AT, kind="table", name="a", attribute="parents", value=())
    ],
    "CREATE TABLE a LIKE b": [
        CreateTable(location=AT, table="a", selected=(("b", "*"),), complete=False)
    ],
    "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, KEY ix (id))": [
        CreateTable(
            location=AT,
            table="a",
            objects=(
                column("id", "INTEGER", nullable=False, identity="AUTOINCREMENT", position=1),
                PrimaryKey(table="a", columns=("id",)),
                Index(table="a", name="ix", columns=("id",)),
            ),
        )
    ],
    "CREATE TABLE a (fulltext int, b text, FULLTEXT KEY ix (b))": [
        CreateTable(
            location=AT,
            table="a",
            objects=(
                column("fulltext", "INTEGER", position=1),
                column("b", "TEXT", position=2),
                Index(table="a", name="ix", columns=("b",), options=(("prefix", "fulltext"),)),
            ),
        )
    ],
    "TRUNCATE TABLE a, b CASCADE": [
        Delete(location=AT, table=t, truncate=True, cascade=True, sql="truncate a, b cascade")
        for t in ("a", "b")
    ],
}

ALTER: dict[str, list[Operation]] = {
    "ALTER TABLE a ADD COLUMN IF NOT EXISTS x int4 DEFAULT 0, DROP COLUMN y CASCADE": [
        AddColumn(
            location=AT, table="a", column=column("x", "INTEGER", default="0"), if_not_exists=True
        ),
        DropColumn(location=AT, table="a", column="y", cascade=True),
    ],
    "ALTER TABLE a ADD x bool UNIQUE": [
        AddColumn(
            location=AT,
            table="a",
            column=column("x", "BOOLEAN"),
            objects=(UniqueConstraint(table="a", columns=("x",)),),
        )
    ],
    "ALTER TABLE a ALTER COLUMN x TYPE task_state USING x::task_state": [
        AlterColumn(
            location=AT,
            table="a",
            column="x",
            type="ENUM task_state",
            collation=None,
            using="x::task_state",
        )
    ],
    "ALTER TABLE a ALTER x SET NOT NULL, ALTER x DROP DEFAULT, ALTER y SET DEFAULT 'p'": [
        AlterColumn(location=AT, table="a", column="x", nullable=False),
        AlterColumn(location=AT, table="a", column="x", default=None),
        AlterColumn(location=AT, table="a", column="y", default="'p'"),
    ],
    "ALTER TABLE a ALTER id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 5)": [
        AlterColumn(location=AT, table="a", column="id", identity="BY DEFAULT (start with 5)")
    ],
    "ALTER TABLE a RENAME COLUMN x TO y": [
        AlterColumn(location=AT, table="a", column="x", new_name="y")
    ],
    "ALTER TABLE a RENAME TO b": [RenameTable(location=AT, table="a", new_name="b")],
    "ALTER TABLE a RENAME CONSTRAINT p TO q": [altered("constraint", "p", "name", "q", table="a")],
    "ALTER TABLE a ADD CONSTRAINT ck CHECK (x IN (1,2)) NOT VALID": [
        CreateConstraint(
            location=AT,
            table="a",
            name="ck",
            constraint=CheckConstraint(
                table="a", name="ck", expression="x in (1, 2)", validated=False
            ),
        )
    ],
    "ALTER TABLE a VALIDATE CONSTRAINT ck": [
        altered("constraint", "ck", "validated", True, table="a")
    ],
    "ALTER TABLE a DROP CONSTRAINT IF EXISTS ck": [
        DropConstraint(location=AT, name="ck", table="a", type_="", if_exists=True)
    ],
    "ALTER TABLE a DROP FOREIGN KEY fk, DROP PRIMARY KEY": [
        DropConstraint(location=AT, name="fk", table="a", type_="foreignkey"),
        DropConstraint(location=AT, name=None, table="a", type_="primary"),
    ],
    "ALTER TABLE a ENABLE ROW LEVEL SECURITY": [altered("table", "a", "row_security", "enabled")],
    "ALTER TABLE a DISABLE TRIGGER t": [altered("trigger", "t", "enabled", "disabled", table="a")],
    "ALTER TABLE a SET SCHEMA s": [altered("table", "a", "schema", "s")],
    "ALTER TABLE `a` MODIFY COLUMN `x` varchar(5) NOT NULL, CHANGE y z INT(11)": [
        AlterColumn(
            location=AT,
            table="a",
            column="x",
            type="VARCHAR(5)",
            collation=None,
            nullable=False,
            default=None,
            comment=None,
            identity=None,
            generated=None,
        ),
        AlterColumn(
            location=AT,
            table="a",
            column="y",
            new_name="z",
            type="INTEGER",
            collation=None,
            nullable=True,
            default=None,
            comment=None,
            identity=None,
            generated=None,
        ),
    ],
}

INDEXES: dict[str, list[Operation]] = {
    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON s.a USING gin (lower(X), y DESC) "
    "INCLUDE (z) WHERE (Status = 'New')": [
        CreateIndex(
            location=AT,
            name="ix",
            table="a",
            concurrently=True,
            if_not_exists=True,
            index=Index(
                schema="s",
                table="a",
                name="ix",
                columns=("lower(x)", "y desc"),
                unique=True,
                using="gin",
                include=("z",),
                where="status = 'New'",
            ),
        )
    ],
    "CREATE INDEX ON a (x)": [
        CreateIndex(location=AT, name=None, table="a", index=Index(table="a", columns=("x",)))
    ],
    "DROP INDEX CONCURRENTLY IF EXISTS s.ix, iy": [
        DropIndex(location=AT, name="ix", schema="s", concurrently=True, if_exists=True),
        DropIndex(location=AT, name="iy", concurrently=True, if_exists=True),
    ],
    "DROP INDEX ix ON a": [DropIndex(location=AT, name="ix", table="a")],
}

OBJECTS: dict[str, list[Operation]] = {
    "CREATE TYPE state AS ENUM ('a', 'b''c')": [
        CreateObject(location=AT, object=EnumType(name="state", labels=("a", "b'c")))
    ],
    "ALTER TYPE s.state ADD VALUE IF NOT EXISTS 'x' BEFORE 'a'": [
        altered(
            "enum type",
            "state",
            "labels",
            "x",
            schema="s",
            change="add",
            position="before a",
            if_not_exists=True,
        )
    ],
    "ALTER TYPE state RENAME VALUE 'a' TO 'b'": [
        altered("enum type", "state", "labels", ("a", "b"), change="rename")
    ],
    "CREATE OR REPLACE VIEW v AS SELECT id FROM a": [
        CreateObject(
            location=AT, object=View(name="v", definition="select id from a"), or_replace=True
        )
    ],
    "CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA": [
        CreateObject(
            location=AT,
            object=MaterializedView(name="v", definition="select 1 with no data", populated=False),
        )
    ],
    "CREATE FUNCTION f(a integer, b text DEFAULT 'x') RETURNS int AS $$ SELECT 1; $$": [
        CreateObject(
            location=AT,
            object=Function(
                name="f(integer, text)",
                definition="f(a integer, b text default 'x') returns int as $$ SELECT 1; $$",
            ),
        )
    ],
    "DROP FUNCTION IF EXISTS f(integer, text) CASCADE": [
        DropObject(
            location=AT, kind="function", name="f(integer, text)", if_exists=True, cascade=True
        )
    ],
    "CREATE TRIGGER t BEFORE INSERT ON s.a FOR EACH ROW EXECUTE FUNCTION f()": [
        CreateObject(
            location=AT,
            object=Trigger(
                schema="s",
                table="a",
                name="t",
                definition="t before insert on s.a for each row execute function f()",
            ),
        )
    ],
    "DROP TRIGGER t ON s.a": [
        DropObject(location=AT, kind="trigger", name="t", table="a", schema="s")
    ],
    "CREATE POLICY p ON a USING (x = 1)": [
        CreateObject(
            location=AT, object=Policy(table="a", name="p", definition="p on a using (x = 1)")
        )
    ],
    'CREATE EXTENSION IF NOT EXISTS "uuid-ossp"': [
        CreateObject(
            location=AT,
            object=Extension(name="uuid-ossp", definition='"uuid-ossp"'),
            if_not_exists=True,
        )
    ],
    "GRANT SELECT ON a TO public": [
        CreateObject(location=AT, object=Grant(name="a", definition="select on a to public"))
    ],
    "REVOKE ALL ON TABLE s.a FROM public": [
        DropObject(location=AT, kind="privileges", name="a", schema="s")
    ],
    "COMMENT ON COLUMN s.a.x IS 'hello'": [
        AlterColumn(location=AT, table="a", column="x", schema="s", comment="hello")
    ],
    "COMMENT ON TABLE a IS NULL": [altered("table", "a", "comment", None)],
    "ALTER INDEX ix RENAME TO iy": [altered("index", "ix", "name", "iy")],
    "DROP SCHEMA IF EXISTS s CASCADE": [
        DropObject(location=AT, kind="schema", name="s", if_exists=True, cascade=True)
    ],
}

ROWS: dict[str, list[Operation]] = {
    "INSERT INTO a (x, y) VALUES (1, 'it''s'), (-2.5, NULL), (now(), TRUE)": [
        Insert(
            location=AT,
            table="a",
            rows=(
                (("x", 1), ("y", "it's")),
                (("x", -2.5), ("y", None)),
                (("x", UNKNOWN), ("y", True)),
            ),
            sql="insert into a(x, y) values (1, 'it''s'), (-2.5, null), (now(), true)",
        )
    ],
    "INSERT INTO a SELECT * FROM b JOIN s.c ON b.id = c.id ON CONFLICT DO NOTHING": [
        Insert(
            location=AT,
            table="a",
            reads=("b", "c"),
            on_conflict=True,
            sql="insert into a select * from b join s.c on b.id = c.id on conflict do nothing",
        )
    ],
    "UPDATE a SET x = lower(x), y = (SELECT max(z) FROM b) FROM c WHERE a.id = c.id": [
        Update(
            location=AT,
            table="a",
            assignments=(("x", "lower(x)"), ("y", "(select max(z) from b)")),
            where="a.id = c.id",
            reads=("b", "c"),
            sql="update a set x = lower(x), y = (select max(z) from b) from c where a.id = c.id",
        )
    ],
    "DELETE FROM a WHERE x IN (SELECT x FROM b) RETURNING *": [
        Delete(
            location=AT,
            table="a",
            where="x in (select x from b)",
            reads=("b",),
            sql="delete from a where x in (select x from b) returning *",
        )
    ],
    "WITH gone AS (DELETE FROM a WHERE x = 1 RETURNING y) INSERT INTO b SELECT y FROM gone": [
        Delete(
            location=AT,
            table="a",
            where="x = 1",
            sql="delete from a where x = 1 returning y",
        ),
        Insert(
            location=AT,
            table="b",
            reads=("gone",),
            sql="insert into b select y from gone",
        ),
    ],
    "SELECT setval('a_id_seq', 5); SET lock_timeout = '1s'; PRAGMA foreign_keys=OFF": [
        Execute(location=AT, sql="select setval('a_id_seq', 5)"),
        Execute(location=AT, sql="set lock_timeout = '1s'"),
        Execute(location=AT, sql="pragma foreign_keys = off"),
    ],
}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        pytest.param(sql, operations, id=" ".join(sql.split())[:60])
        for cases in (TABLES, ALTER, INDEXES, OBJECTS, ROWS)
        for sql, operations in cases.items()
    ],
)
def test_statement(sql: str, expected: list[Operation]) -> None:
    assert read(sql) == expected


@pytest.mark.parametrize(
    ("sql", "effect"),
    [
        ("DO $$ BEGIN NULL; END $$", Opaque.ANY),
        ("CALL f()", Opaque.ANY),
        ("ALTER TABLE a FROBNICATE", Opaque.ANY),
        ("CREATE TABLE a (x", Opaque.ANY),
        ("CREATE WIDGET w", Opaque.ANY),
        ("ALTER TABLE", Opaque.ANY),
        ("MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DELETE", Opaque.DATA),
    ],
)
def test_what_is_not_understood_is_opaque(sql: str, effect: str) -> None:
    (operation,) = read(sql)
    assert isinstance(operation, Opaque)
    assert operation.effect == effect
    assert operation.reason


SPLITS = {
    "SELECT 1; SELECT 2;": 2,
    "SELECT ';'; -- ; \n SELECT /* ; */ 2": 2,
    "SELECT \";\" ; SELECT E'\\';'": 2,
    "SELECT $$;$$; SELECT $x$ ; $$ ; $x$": 2,
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; "
    "SELECT CASE WHEN 1 THEN 2 END; END; SELECT 1": 2,
    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 1": 2,
    "CREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; SELECT 2; END; SELECT 3": 2,
    "BEGIN; SELECT 1; END": 3,
    "  ;;  ": 0,
}


@pytest.mark.parametrize("sql", SPLITS)
def test_split(sql: str) -> None:
    assert len(list(statements(sql))) == SPLITS[sql]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(Status = 'New')", "status='New'"),
        ("COUNT( x )", "count(x)"),
        ("x IN(1,2)", "x in (1, 2)"),
        ('"plain" + 1', "plain + 1"),
        ("a  ::  text", "a::text"),
        ("((x > 0))", "x > 0"),
    ],
)
def test_expressions_have_one_spelling(one: str, other: str) -> None:
    assert canonical_text(one) == canonical_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("x = 'a'", "x = 'A'"), ('"X"', "x"), ("(a) or (b)", "a) or (b"), ("a b", "ab")],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert canonical_text(one) != canonical_text(other)


def test_canonical_text_is_a_fixed_point() -> None:
    text = canonical_text("CASE WHEN X IN (1,2) THEN Coalesce(y, 'Z') ELSE -1 END")
    assert canonical_text(text) == text
    assert canonical(next(iter(statements(text)))) == text


TYPES = {
    "varchar(50)": "VARCHAR(50)",
    "character varying (50)": "VARCHAR(50)",
    "timestamp with time zone": "TIMESTAMP WITH TIME ZONE",
    "timestamptz": "TIMESTAMP WITH TIME ZONE",
    "timestamp(3) without time zone": "TIMESTAMP(3)",
    "int8": "BIGINT",
    "decimal(10,2)": "NUMERIC(10, 2)",
    "double precision": "DOUBLE PRECISION",
    "tinyint(1)": "BOOLEAN",
    "text[]": "TEXT[]",
    "jsonb": "JSONB",
    "app.state": "ENUM state",
    "int unsigned": "INTEGER UNSIGNED",
}


@pytest.mark.parametrize("spelling", TYPES)
def test_type(spelling: str) -> None:
    (operation,) = read(f"ALTER TABLE a ADD COLUMN x {spelling}")
    assert isinstance(operation, AddColumn)
    assert operation.column.type == TYPES[spelling]


def test_holes_are_unknown() -> None:
    source = (
        "from alembic import op\n"
        "def upgrade():\n"
        "    op.execute(f'ALTER TABLE {t()} DROP COLUMN x_{n()}')\n"
        "    op.execute(f'UPDATE a SET x = {v()} WHERE y = 1')\n"
        "    op.execute(f'DELETE FROM a WHERE y = {v()}')\n"
    )
    drop, update, delete = read_source(source).upgrade.operations
    assert isinstance(drop, DropColumn)
    assert (drop.table, drop.column) == (UNKNOWN, UNKNOWN)
    assert isinstance(update, Update)
    assert (update.assignments, update.where) == ((("x", ":unknown"),), "y = 1")
    assert isinstance(delete, Delete)
    assert delete.where is UNKNOWN
