"""What is read from a script is what Alembic would emit for it.

Each script is run by Alembic in offline mode; the SQL that comes out is read back into operations
and compared with those that were read from the script's source.
"""

from __future__ import annotations

import dataclasses
import io
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from alembic_mrt.finding import Location
from alembic_mrt.operations.read import read_source
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.sql.read import read_sql
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    CreateConstraint,
    CreateIndex,
    CreateObject,
    CreateTable,
    DropIndex,
    DropObject,
    Insert,
    Operation,
)
from alembic_mrt.schema.objects import SchemaObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = """
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
"""

SCRIPTS = {
    "tables": """
        op.create_table(
            "a",
            sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
            sa.Column("name", sa.String(50), nullable=False, server_default="x", index=True),
            sa.Column("code", sa.String(10), unique=True),
            sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()),
            sa.Column("price", sa.Numeric(10, 2), server_default=sa.text("0")),
            sa.Column("done", sa.Boolean(), server_default=sa.false()),
            sa.Column("parent", sa.BigInteger, sa.ForeignKey("a.id", ondelete="SET NULL")),
            sa.Column("double", sa.Integer, sa.Computed("price * 2", persisted=True)),
            sa.CheckConstraint("price > 0", name="ck_price"),
            sa.UniqueConstraint("name", "code", name="uq_name_code"),
            sa.Index("ix_low", sa.text("lower(name)"), postgresql_where=sa.text("done")),
        )
    """,
    "types": """
        op.create_table(
            "t", *[
                sa.Column(f"c{n}", t) for n, t in enumerate([
                    sa.Integer, sa.SmallInteger, sa.Text, sa.Unicode(5), sa.Date, sa.Time(),
                    sa.LargeBinary, sa.JSON, sa.Interval, sa.Float(), sa.Float(24), sa.Double,
                    sa.CHAR(3), sa.VARCHAR(9), sa.TIMESTAMP(), sa.REAL, sa.Uuid, sa.Numeric,
                    sa.Enum("p", "q", name="pq"), sa.Enum("pp", name="n", native_enum=False),
                ])
            ]
        )
    """,
    "constraints": """
        op.create_unique_constraint("uq", "a", ["x", "y"])
        op.create_check_constraint("ck", "a", sa.column("x") > 5)
        op.create_foreign_key("fk", "a", "b", ["x"], ["id"], ondelete="CASCADE",
                              initially="DEFERRED")
        op.create_primary_key("pk", "a", ["x"])
        op.drop_constraint("old", "a", type_="unique")
    """,
    "columns": """
        op.add_column("a", sa.Column("x", sa.String(5), sa.ForeignKey("b.id"), index=True))
        op.add_column("a", sa.Column("y", sa.Integer, unique=True, nullable=False))
        op.alter_column("a", "x", new_column_name="z")
        op.alter_column("a", "y", type_=sa.BigInteger(), postgresql_using="y::bigint")
        op.alter_column("a", "y", nullable=True, server_default=sa.text("5"))
        op.alter_column("a", "y", server_default=None)
        op.drop_column("a", "z")
        op.rename_table("a", "c")
        op.drop_table("c")
    """,
    "indexes": """
        op.create_index("ix", "a", ["x", sa.text("y DESC")], unique=True,
                        postgresql_where=sa.text("x > 1"), postgresql_using="btree")
        op.create_index(op.f("gin"), "a", ["z"], postgresql_using="gin", postgresql_include=["x"])
        op.drop_index("ix", table_name="a", if_exists=True)
    """,
    "rows": """
        t = sa.table("a", sa.column("id", sa.Integer), sa.column("x", sa.String))
        op.bulk_insert(t, [{"id": 1, "x": "p"}])
        op.execute(t.update().where(t.c.x == "p").values(x="q"))
        op.execute(sa.delete(t).where(sa.or_(t.c.id.in_([1, 2]), t.c.x.is_(None))))
        op.execute(sa.update(t).values(x=sa.case((t.c.id == 1, "one"), else_=sa.func.lower(t.c.x))))
        op.execute(sa.insert(t).from_select(["x"], sa.select(t.c.x).where(t.c.x.like("a%"))))
        op.get_bind().execute(sa.text("DELETE FROM a WHERE x = :x").bindparams(x="r"))
    """,
    "dialects": """
        if op.get_bind().dialect.name == "postgresql":
            op.execute("CREATE EXTENSION citext")
        else:
            op.add_column("a", sa.Column("x", sa.Text))
        variant = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
        op.add_column("a", sa.Column("y", variant))
    """,
    "a loop and a helper": """
        def add(table, *columns):
            for name, type_ in columns:
                op.add_column(table, sa.Column(name, type_, nullable=name != "x"))
        for table in ("a", "b"):
            add(table, ("x", sa.Integer()), ("y", sa.String(length=len(table))))
    """,
}
# SQLite cannot alter constraints and columns: Alembic refuses to emit these.
REFUSED = {("constraints", "sqlite"), ("columns", "sqlite")}
CASES = [
    (name, dialect)
    for name in SCRIPTS
    for dialect in ("postgresql", "sqlite")
    if (name, dialect) not in REFUSED
]


def emitted(source: str, dialect: str) -> list[Operation]:
    buffer = io.StringIO()
    options = {"as_sql": True, "output_buffer": buffer, "literal_binds": True}
    context = MigrationContext.configure(dialect_name=dialect, opts=options)
    names: dict[str, Any] = {}
    with Operations.context(context):
        exec(compile(source, "script.py", "exec"), names)
        names["upgrade"]()
    return read_sql(buffer.getvalue(), Site(Location("script.py", 1), dialect))


def facts(operations: Iterable[Operation]) -> Counter[str]:
    return Counter(fact for operation in operations for fact in _facts(operation))


def _facts(operation: Operation) -> Iterator[str]:
    made = _made(operation)
    if made:
        yield from map(_object, made)
    if isinstance(operation, CreateTable):
        yield f"create table {operation.table}"
    elif isinstance(operation, AlterColumn):
        for name in ("new_name", "type", "nullable", "default"):
            if getattr(operation, name) != KEEP:
                column = f"{operation.table}.{operation.column}"
                yield f"alter {column} {name} {getattr(operation, name)}"
    elif isinstance(operation, Insert):
        yield f"insert {operation.table} {operation.rows} {operation.reads}"
    elif not made:
        yield _other(operation)


def _made(operation: Operation) -> tuple[SchemaObject, ...]:
    if isinstance(operation, CreateTable):
        return operation.objects
    if isinstance(operation, AddColumn):
        return (operation.column, *operation.objects)
    if isinstance(operation, CreateIndex):
        return (operation.index,)
    if isinstance(operation, CreateConstraint):
        return (operation.constraint,)
    return (operation.object,) if isinstance(operation, CreateObject) else ()


def _other(operation: Operation) -> str:
    skip = {"location", "sql", "dialects", "type_", "in_sql", "statement"}
    # DROP INDEX names no table, and an enum type is dropped as any type.
    skip |= {"table"} if isinstance(operation, DropIndex) else set()
    skip |= {"kind"} if isinstance(operation, DropObject) else set()
    return f"{type(operation).__name__} {_values(operation, skip)}"


def _values(value: object, skip: set[str]) -> dict[str, object]:
    names = {field.name for field in dataclasses.fields(value)}  # type: ignore[arg-type]
    return {name: getattr(value, name) for name in sorted(names - skip)}


def _object(made: SchemaObject) -> str:
    # What a type would call its CHECK is not in the SQL.
    return f"{made.kind} {_values(made, {'position', 'comment', 'check'})}"


@pytest.mark.parametrize(("name", "dialect"), CASES)
def test_operations_are_those_that_alembic_emits(name: str, dialect: str) -> None:
    source = f"{HEAD}\ndef upgrade():\n{textwrap.indent(textwrap.dedent(SCRIPTS[name]), '    ')}"
    mine = facts(read_source(source, dialect=dialect).upgrade.operations)
    theirs = facts(emitted(source, dialect))
    assert mine
    assert {"only read": mine - theirs, "only emitted": theirs - mine} == {
        "only read": Counter(),
        "only emitted": Counter(),
    }


@pytest.mark.parametrize("dialect", ["postgresql", "sqlite"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_one_reading_for_all_dialects_holds_each(name: str, dialect: str) -> None:
    source = f"{HEAD}\ndef upgrade():\n{textwrap.indent(textwrap.dedent(SCRIPTS[name]), '    ')}"
    every = read_source(source).upgrade.operations
    one = read_source(source, dialect=dialect).upgrade.operations
    kinds = [type(operation).__name__ for operation in every if operation.runs_on(dialect)]
    assert kinds == [type(operation).__name__ for operation in one]
