"""The schema of a SQLite database as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from alembic_mrt.roundtrip.dialects.base import Session, TableName, Within
from alembic_mrt.roundtrip.dialects.sqlite.create_table import CreateTable, parse_create_table
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession
from alembic_mrt.roundtrip.dialects.sqlite.tokens import (
    Token,
    group_end,
    normal,
    normal_default,
    normal_expression,
    normal_type,
    split,
    tokens,
)
from alembic_mrt.schema.objects import (
    Column,
    ForeignKey,
    Index,
    PrimaryKey,
    Schema,
    SchemaObject,
    Table,
    TableObject,
    Trigger,
    View,
)

_MASTER = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_VIRTUAL = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND upper(substr(sql, 1, 14)) = 'CREATE VIRTUAL' ORDER BY rowid
"""
_COLUMNS = """
SELECT m.name, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.cid
FROM (
    SELECT name FROM sqlite_master
    WHERE type = 'table' AND upper(substr(sql, 1, 14)) <> 'CREATE VIRTUAL' {}
) AS m, pragma_table_xinfo(m.name) AS x
ORDER BY x.cid
"""
# SQLite takes at least 999 parameters.
_MOST_NAMED = 900
_SHADOWS = frozenset(
    [
        "config",
        "content",
        "data",
        "docsize",
        "idx",
        "node",
        "parent",
        "rowid",
        "segdir",
        "segments",
        "stat",
    ]
)

_ColumnRow = tuple[str, str, bool, str | None, int, int]


class _Entry(NamedTuple):
    """Hold a row of sqlite_master."""

    type: str
    name: str
    table: str
    sql: str

    @property
    def virtual(self) -> bool:
        return self.type == "table" and self.sql[:14].upper() == "CREATE VIRTUAL"


def read_schema(
    session: Session, ignore: frozenset[TableName], within: Within | None = None
) -> Schema:
    """Read everything that sqlite_master holds, but ``ignore`` and what belongs to it."""
    entries = _entries(session, ignore)
    tables = [entry for entry in entries if entry.type == "table"]
    outside = frozenset() if within is None else {t for _, t in within.outside}
    kept = outside & {entry.name for entry in tables}
    parts = _parts(session, [entry for entry in tables if entry.name not in kept])
    known = Schema() if within is None else within.known
    found: list[SchemaObject] = list(_resolved(parts, known, [entry.name for entry in tables]))
    others = (e for e in entries if e.type != "table" and e.table not in kept)
    found += (_other(entry, parts) for entry in others)
    read = Schema.of(*found)
    return read.taking_over(known, ((None, table) for table in kept))


def _parts(
    session: Session, tables: Sequence[_Entry]
) -> dict[str, tuple[Table | TableObject, ...]]:
    """Return the parts of tables, whose columns are asked for once: they follow from the text."""
    assert isinstance(session, SQLiteSession)
    known = session.columns
    unread = [entry for entry in tables if (entry.name, entry.sql) not in known]
    read = _columns(session, {entry.name for entry in unread}) if unread else {}
    known.update({(entry.name, entry.sql): tuple(read[entry.name]) for entry in unread})
    return {e.name: _table_parts(e.name, e.sql, known[e.name, e.sql]) for e in tables}


def _columns(session: Session, tables: set[str]) -> dict[str, list[_ColumnRow]]:
    """Return the columns of tables, those that only ``table_xinfo`` shows among them."""
    names = sorted(tables)
    chosen = f"AND name IN ({', '.join(['%s'] * len(names))})" if len(names) < _MOST_NAMED else ""
    found: dict[str, list[_ColumnRow]] = {}
    for table, *row in session.query(_COLUMNS.format(chosen), names if chosen else ()):
        found.setdefault(table, []).append(tuple(row))
    return found


def not_compared(session: Session) -> tuple[str, ...]:
    """Say which virtual tables there are, of which neither schema nor rows are read."""
    found = session.query(_VIRTUAL)
    return tuple(f"The virtual table {name} is not compared." for (name,) in found)


def _all_entries(session: Session) -> list[_Entry]:
    return list(map(_Entry._make, session.query(_MASTER)))


def _entries(session: Session, ignore: frozenset[TableName]) -> list[_Entry]:
    """Return the entries that are compared: no internal ones, no virtual tables."""
    found = _all_entries(session)
    virtual = {entry.name.lower() for entry in found if entry.virtual}
    skipped = virtual | {name.lower() for schema, name in ignore if schema in (None, "main")}
    skipped |= {f"{name}_{shadow}" for name in virtual for shadow in _SHADOWS}
    return [
        entry
        for entry in found
        if entry.table.lower() not in skipped and not entry.table.lower().startswith("sqlite_")
    ]


@lru_cache(maxsize=4096)
def _table_parts(
    name: str, sql: str, rows: tuple[_ColumnRow, ...]
) -> tuple[Table | TableObject, ...]:
    """Return a table, its columns and its constraints, as the text of its own tells them."""
    parsed = parse_create_table(name, sql)
    table = Table(name=name, options=parsed.options)
    alias = _rowid_alias(parsed, rows)
    columns = [_column(name, parsed, row, alias) for row in rows]
    return (table, *columns, *parsed.constraints)


def _column(table: str, parsed: CreateTable, row: _ColumnRow, alias: str | None) -> Column:
    name, type_, not_null, default, key, position = row
    clauses = parsed.columns[name.lower()]
    never_null = not_null or name == alias or (key and ("without rowid", "yes") in parsed.options)
    return Column(
        table=table,
        name=name,
        type=normal_type(type_),
        nullable=not never_null,
        default=None if default is None or clauses.generated else normal_default(default),
        identity="AUTOINCREMENT" if clauses.autoincrement else None,
        generated=clauses.generated,
        collation=None if clauses.collation == "BINARY" else clauses.collation,
        options=(("on conflict", clauses.conflict),) if clauses.conflict else (),
        position=position + 1,
    )


def _rowid_alias(parsed: CreateTable, rows: Sequence[_ColumnRow]) -> str | None:
    """Return the INTEGER PRIMARY KEY, which is never NULL, declared so or not."""
    keys = [row for row in rows if row[4]]
    if len(keys) != 1 or ("without rowid", "yes") in parsed.options:
        return None
    name, type_, *_ = keys[0]
    alias = type_.upper() == "INTEGER" and not parsed.columns[name.lower()].descending_key
    return name if alias else None


def _resolved(
    parts: Mapping[str, Sequence[Table | TableObject]], known: Schema, names: Iterable[str]
) -> Iterator[Table | TableObject]:
    """Give every foreign key the names of its target as declared, be it read or ``known``."""
    declared = {name.lower(): name for name in names}
    for item in (item for found in parts.values() for item in found):
        if isinstance(item, ForeignKey):
            referred = declared.get(str(item.referred_table).lower(), str(item.referred_table))
            target = parts[referred] if referred in parts else known.of_table(referred)
            yield _with_target(item, referred, target)
        else:
            yield item


def _with_target(
    foreign_key: ForeignKey, referred: str, target: Iterable[Table | TableObject]
) -> ForeignKey:
    names: tuple[str, ...] = ()
    if isinstance(foreign_key.referred_columns, tuple) and foreign_key.referred_columns:
        known = {str(item.name).lower(): str(item.name) for item in target}
        names = tuple(known.get(name.lower(), name) for name in foreign_key.referred_columns)
    else:
        keys = (item.columns for item in target if isinstance(item, PrimaryKey))
        names = next((columns for columns in keys if isinstance(columns, tuple)), ())
    return replace(foreign_key, referred_table=referred, referred_columns=names)


def _other(entry: _Entry, parts: Mapping[str, Sequence[Table | TableObject]]) -> SchemaObject:
    if entry.type == "index":
        return _index(entry, tuple(str(item.name) for item in parts.get(entry.table, ())))
    body = _body(entry.sql)
    if entry.type == "trigger":
        return Trigger(name=entry.name, table=entry.table, definition=body)
    return View(name=entry.name, definition=body)


@lru_cache(maxsize=4096)
def _body(sql: str) -> str:
    """Return what follows the name in the text of a view or a trigger."""
    return normal(_after_name(tokens(sql)))


def _after_name(items: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens after ``CREATE [UNIQUE] kind [IF NOT EXISTS] name``."""
    start = 3 if items[1].word == "unique" else 2
    start += 3 if [item.word for item in items[start : start + 3]] == ["if", "not", "exists"] else 0
    return items[start + 1 :]


@lru_cache(maxsize=4096)
def _index(entry: _Entry, table: tuple[str, ...]) -> Index:
    """Return an index; ``table`` are the names of what belongs to its table."""
    items = tokens(entry.sql)
    rest = _after_name(items)
    # what follows the name is "ON table (", and sqlite_master never qualifies either
    end = group_end(rest, 2)
    declared = {name.lower(): name for name in table}
    return Index(
        name=entry.name,
        table=entry.table,
        unique=items[1].word == "unique",
        columns=tuple(_index_part(part, declared) for part in split(rest[3 : end - 1])),
        where=normal_expression(rest[end + 1 :]) or None,
    )


def _index_part(part: Sequence[Token], declared: Mapping[str, str]) -> str:
    if part[-1].word == "asc":
        part = part[:-1]
    if len(part) == 1:
        return declared.get(part[0].name.lower(), part[0].name)
    return normal_expression(part)
