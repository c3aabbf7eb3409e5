"""INSERT, UPDATE, DELETE and MERGE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.operations.sql.cursor import Cursor, names_in
from alembic_mrt.operations.sql.tables_read import read_tables
from alembic_mrt.operations.sql.tokens import Token, canonical, canonical_text, split_on
from alembic_mrt.operations.sql.tokens import string_value as _string
from alembic_mrt.operations.values import HOLE
from alembic_mrt.operations.vocabulary import Delete, Insert, Operation, Update
from alembic_mrt.schema.objects import UNKNOWN, Text, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.operations.site import Site

Row = tuple[tuple[str, object], ...]


def insert(cursor: Cursor, site: Site, *, lenient: bool = False) -> Iterator[Operation]:
    """Read what follows INSERT (or REPLACE, which is ``lenient``)."""
    sql = canonical(cursor.tokens)
    ignoring = cursor.accept_any("or ignore", "or replace", "ignore", "overwrite")
    cursor.accept("into")
    schema, table = cursor.name()
    if cursor.word not in {"(", "values", "select", "default", "with"}:
        cursor.accept("as")
        cursor.identifier()
    columns = names_in(cursor.parentheses()) if cursor.word == "(" else None
    rest = cursor.rest
    words = {token.value for token in rest if token.kind == "word"}
    yield Insert(
        **site.common,
        table=table,
        schema=schema,
        rows=_rows(cursor, columns),
        reads=read_tables(rest),
        on_conflict=bool(ignoring) or lenient or _is_where_absent(rest, words),
        sql=sql,
    )


def _rows(cursor: Cursor, columns: tuple[str, ...] | None) -> tuple[Row, ...] | Unknown:
    if columns is not None and cursor.accept("select"):
        return _selected(cursor, columns)
    if columns is None or not cursor.accept("values"):
        return UNKNOWN
    rows: list[Row] = []
    while cursor.word == "(":
        values = [literal(part) for part in split_on(cursor.parentheses())]
        if len(values) != len(columns):
            return UNKNOWN
        rows.append(tuple(zip(columns, values, strict=True)))
        cursor.accept(",")
    return tuple(rows)


def _selected(cursor: Cursor, columns: tuple[str, ...]) -> tuple[Row, ...] | Unknown:
    """Read a SELECT of literals: one row, if only where there is none of its kind."""
    values = [literal(_unnamed(part)) for part in split_on(cursor.until("from", *_AFTER_SELECT))]
    unsure = UNKNOWN in values or len(values) != len(columns)
    whole = cursor.done or cursor.accept("where not exists") or cursor.word in {"on", "returning"}
    return UNKNOWN if unsure or not whole else (tuple(zip(columns, values, strict=True)),)


_AFTER_SELECT = ("where", "on", "returning", "union", "intersect", "except", "limit", "order", ";")


def _unnamed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take off the name that a query gives to a value."""
    named = len(tokens) > 2 and tokens[-2].value == "as"
    return tokens[:-2] if named else tokens


def _is_where_absent(tokens: Sequence[Token], words: set[str]) -> bool:
    """Tell whether a row stays away, or is written over, where there is one of its kind."""
    asked = ("where", "not", "exists")
    values = [token.value for token in tokens if token.kind == "word"]
    return bool(words & {"conflict", "duplicate"}) or asked in zip(
        values, values[1:], values[2:], strict=False
    )


def literal(tokens: Sequence[Token]) -> object:
    """Return what a literal stands for, UNKNOWN for any other expression."""
    negative = len(tokens) == 2 and tokens[0].text == "-"
    if len(tokens) != 1 and not negative:
        return UNKNOWN
    token = tokens[-1]
    if token.kind == "number":
        number = float(token.text) if not token.text.isdigit() else int(token.text)
        return -number if negative else number
    if token.kind == "string" and token.text[0] == "'":
        text = _string(token)
        return UNKNOWN if HOLE in text else text
    words: dict[str, object] = {"null": None, "true": True, "false": False}
    return words.get(token.value, UNKNOWN)


def update(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows UPDATE."""
    sql = canonical(cursor.tokens)
    cursor.accept_any("or ignore", "or replace", "ignore")
    cursor.accept("only")
    schema, table = cursor.name()
    cursor.until("set")
    cursor.expect("set")
    assignments = _assignments(cursor.until("where", "from", "returning", "limit", "order"))
    yield Update(
        **site.common,
        table=table,
        schema=schema,
        assignments=assignments,
        where=_where(cursor),
        reads=read_tables(cursor.tokens),
        sql=sql,
    )


def _assignments(tokens: Sequence[Token]) -> tuple[tuple[str, str], ...] | Unknown:
    found: list[tuple[str, str]] = []
    for part in split_on(tokens):
        sides = split_on(part, "=")
        if len(sides) < 2:
            return UNKNOWN
        value = canonical(part[len(sides[0]) + 1 :])
        names = _targets(sides[0])
        if names is None:
            return UNKNOWN
        found += [(name, _without_hole(value)) for name in names]
    return tuple(found)


def _targets(tokens: Sequence[Token]) -> tuple[str, ...] | None:
    if tokens[0].text == "(":
        return names_in(tokens[1:-1])
    last = tokens[-1]
    return (last.value,) if last.is_name and HOLE not in last.value else None


def _without_hole(text: str) -> str:
    return ":unknown" if text == HOLE else text.replace(HOLE, ":unknown")


def _where(cursor: Cursor) -> Text:
    cursor.until("where", "returning")
    if not cursor.accept("where"):
        return None
    text = canonical_text(canonical(cursor.until("returning", "limit", "order")))
    return UNKNOWN if HOLE in text else text


def delete(cursor: Cursor, site: Site) -> Iterator[Operation]:
    """Read what follows DELETE."""
    sql = canonical(cursor.tokens)
    if not cursor.accept("from"):
        cursor.until("from")
        cursor.accept("from")
    cursor.accept("only")
    schema, table = cursor.name()
    reads = read_tables(cursor.rest)
    yield Delete(
        **site.common, table=table, schema=schema, where=_where(cursor), reads=reads, sql=sql
    )
