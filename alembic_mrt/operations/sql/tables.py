"""CREATE TABLE, DROP TABLE, TRUNCATE."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from alembic_mrt.operations.spelling import ALIASES, KNOWN
from alembic_mrt.operations.sql.as_select import every_column_of, selected_columns
from alembic_mrt.operations.sql.columns import column_definition, is_serial
from alembic_mrt.operations.sql.constraints import STARTS, table_constraint
from alembic_mrt.operations.sql.cursor import Cursor
from alembic_mrt.operations.sql.indexes import index_columns
from alembic_mrt.operations.sql.table_options import beyond_name, table_tail
from alembic_mrt.operations.sql.tables_read import read_tables
from alembic_mrt.operations.sql.tokens import Token, canonical, split_on
from alembic_mrt.operations.vocabulary import (
    CreateTable,
    Delete,
    DropTable,
    Insert,
    Operation,
    Selected,
)
from alembic_mrt.schema.objects import (
    Column,
    Index,
    PrimaryKey,
    SchemaObject,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.site import Site


def create_table(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows CREATE TABLE."""
    guarded = cursor.accept("if not exists")
    schema, table = cursor.name()
    name = table if isinstance(table, str) else ""
    objects: tuple[SchemaObject, ...] = ()
    serial: tuple[str, ...] = ()
    complete = False
    if like := _like(cursor):
        yield CreateTable(
            **site.common, table=table, schema=schema, selected=like, complete=False,
            if_not_exists=guarded,
        )  # fmt: skip
        return
    if cursor.word == "(":
        body = cursor.parentheses()
        serial = tuple(_serial(body))
        objects, complete = table_body(body, name, schema, cursor.dialect), not _copies(body)
    cursor.accept("as")
    after = cursor.peek(1)
    stored = bool(objects) and cursor.word == "with" and after is not None and after.text == "("
    if cursor.word in {"select", "with", "table", "values", "("} and not stored:
        yield from _as_select(cursor, site, (schema, table), objects, guarded)
        return
    parents = tuple(_parents(cursor.rest))
    tail = table_tail(cursor)
    own = Table(
        schema=schema, name=name, partition=tail.partition, parents=parents, options=tail.options
    )
    yield CreateTable(
        **site.common, table=table, schema=schema, serial=serial,
        objects=(*beyond_name(own), *objects),
        complete=complete and not tail.inherits, if_not_exists=guarded, comment=tail.comment,
    )  # fmt: skip


def _copies(body: Sequence[Token]) -> bool:
    """Tell whether LIKE stands among the columns of a table."""
    return any(part[0].kind == "word" and part[0].value == "like" for part in split_on(body))


def _serial(body: Sequence[Token]) -> Iterator[str]:
    """Yield the columns that are SERIAL."""
    for part in split_on(body):
        if len(part) > 1 and part[0].is_name and is_serial(part[1]):
            yield part[0].value


def _parents(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the tables behind PARTITION OF or INHERITS."""
    cursor = Cursor(tokens)
    names: list[Cursor] = []
    if cursor.accept("partition of"):
        names = [cursor]
    else:
        cursor.until("inherits")
        if cursor.accept("inherits"):
            names = [Cursor(part) for part in split_on(cursor.parentheses())]
    found = (place_of(*name.name()) for name in names)
    yield from (parent for parent in found if parent is not None)


def place_of(schema: str | None, table: Text) -> tuple[str, str] | None:
    """Return where a table lies and its name, None where that is not known."""
    place = "" if schema in (None, "public") else str(schema)
    return (place, table) if isinstance(table, str) else None


def _like(cursor: Cursor) -> Selected:
    """Return the columns of the table that LIKE names; none where other columns come with them."""
    cursor = Cursor(cursor.rest)
    if cursor.word == "(":
        parts = split_on(cursor.parentheses())
        cursor = Cursor(parts[0] if len(parts) == 1 else ())
    return (every_column_of(cursor) or ()) if cursor.accept("like") else ()


def table_body(
    tokens: Sequence[Token], table: str, schema: str | None, dialect: str | None = None
) -> tuple[SchemaObject, ...]:
    """Read what stands in the parentheses of CREATE TABLE."""
    found: list[SchemaObject] = []
    for part in split_on(tokens):
        cursor = Cursor(part, dialect)
        if cursor.word in {"like", "period"}:
            continue
        if cursor.word in STARTS:
            found.append(table_constraint(cursor, table, schema)[0])
        elif _is_inline_index(cursor):
            found.append(_inline_index(cursor, table, schema))
        else:
            position = sum(isinstance(made, Column) for made in found) + 1
            column, extras = column_definition(cursor, table, schema, position)
            found += [column, *extras]
    return tuple(_not_null_keys(found))


def _is_inline_index(cursor: Cursor) -> bool:
    """Tell ``KEY name (columns)`` from a column that is called key."""
    second, third = cursor.peek(1), cursor.peek(2)
    if cursor.word in {"fulltext", "spatial"} and second and second.value in {"key", "index"}:
        return True
    if cursor.word not in {"key", "index"}:
        return False
    if second is None or second.text == "(":
        return second is not None
    is_type = second.value.upper() in KNOWN or second.value in ALIASES
    return third is not None and third.text == "(" and not is_type


def _inline_index(cursor: Cursor, table: str, schema: str | None) -> Index:
    prefix = cursor.accept_any("fulltext", "spatial")
    cursor.next()
    name = None if cursor.word == "(" else cursor.identifier()
    return Index(
        schema=schema,
        table=table,
        name=name,
        columns=index_columns(cursor.parentheses()),
        options=(("prefix", prefix),) if prefix else (),
    )


def _not_null_keys(objects: Sequence[SchemaObject]) -> Iterator[SchemaObject]:
    """Yield ``objects``, the columns of a primary key as NOT NULL."""
    keyed = {
        name
        for found in objects
        if isinstance(found, PrimaryKey) and isinstance(found.columns, tuple)
        for name in found.columns
    }
    for found in objects:
        if isinstance(found, Column) and found.name in keyed:
            yield dataclasses.replace(found, nullable=False)
        else:
            yield found


def _as_select(
    cursor: Cursor,
    site: Site,
    target: tuple[str | None, Text],
    objects: tuple[SchemaObject, ...],
    guarded: bool,
) -> Iterator[Operation]:
    schema, table = target
    reads = read_tables(cursor.rest)
    selected = None if objects else selected_columns(cursor.rest)
    yield CreateTable(
        **site.common, table=table, schema=schema, objects=objects, selected=selected or (),
        complete=bool(objects or selected), if_not_exists=guarded,
    )  # fmt: skip
    yield Insert(**site.common, table=table, schema=schema, reads=reads, sql=canonical(cursor.rest))


def drop_table(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows DROP TABLE."""
    guarded = cursor.accept("if exists")
    names = [cursor.name()]
    while cursor.accept(","):
        names.append(cursor.name())
    cascade = cursor.accept("cascade")
    places = [place for name in names if (place := place_of(*name)) is not None]
    for schema, table in names:
        own = place_of(schema, table)
        yield DropTable(
            **site.common, table=table, schema=schema, if_exists=guarded, cascade=cascade,
            along=tuple(place for place in places if place != own),
        )  # fmt: skip


def truncate(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows TRUNCATE."""
    cursor.accept("table")
    cursor.accept("only")
    sql = "truncate " + canonical(cursor.rest)
    names = [cursor.name()]
    while cursor.accept(","):
        names.append(cursor.name())
    cascade = "cascade" in {token.value for token in cursor.rest}
    for schema, table in names:
        yield Delete(
            **site.common, table=table, schema=schema, truncate=True, cascade=cascade, sql=sql
        )
