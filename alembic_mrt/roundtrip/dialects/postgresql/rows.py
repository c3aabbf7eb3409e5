"""The rows of a PostgreSQL database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.dialects.base import Row, Session, TableName, TableRows
from alembic_mrt.roundtrip.dialects.postgresql.canonical import Canonical, canonical_of
from alembic_mrt.roundtrip.row_key import parts_by_table, row_key
from alembic_mrt.schema.objects import Column, Schema, TableObject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# rows of partitions come with the parent's, those of a child table with its own
_READABLE = """
SELECT nullif(n.nspname, 'public')::text, c.relname::text,
    concat(CASE c.relkind WHEN 'r' THEN 'ONLY ' END,
        quote_ident(n.nspname), '.', quote_ident(c.relname))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND left(n.nspname, 3) <> 'pg_' AND n.nspname <> 'information_schema'
    AND has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)
ORDER BY 1, 2
"""
_TABLES_AT_ONCE = 100


def read_rows(
    session: Session, schema: Schema, ignore: frozenset[TableName]
) -> dict[TableName, TableRows]:
    """Read all rows of the tables of ``schema``, every value as text.

    Materialised views and foreign tables are not read, and neither are rows that row security
    or a missing privilege hides.
    """
    parts, server = parts_by_table(schema, ignore), canonical_of(session)
    readable = _all(schema) if server.reads_all else _readable(server)
    tables = [(name, sql, parts[name]) for name, sql in readable if name in parts]
    rows = [found for chunk in _chunks(tables) for found in _read(server, chunk)]
    return {
        name: TableRows(columns=_columns(owned), key=row_key(owned), rows=tuple(found))
        for (name, _, owned), found in zip(tables, rows, strict=True)
    }


def _readable(server: Canonical) -> list[tuple[TableName, str]]:
    with server.transaction():
        rows = server.catalog(_READABLE)
    return [((schema, name), sql) for schema, name, sql in rows]


def _all(schema: Schema) -> Iterator[tuple[TableName, str]]:
    """Name the tables that a role can read which can read everything."""
    for table in schema.tables():
        kind = str(table.partition or "")
        foreign = isinstance(table.options, tuple) and "server" in dict(table.options)
        if not foreign and not kind.startswith("PARTITION OF"):
            name = (table.schema, str(table.name))
            yield name, f"{'' if kind else 'ONLY '}{qualified(name)}"


def qualified(table: TableName) -> str:
    """Quote a table's name together with its schema."""
    return f"{_quoted(table[0] or 'public')}.{_quoted(table[1])}"


_Table = tuple[TableName, str, tuple[TableObject, ...]]


def _chunks(tables: Sequence[_Table]) -> Iterator[Sequence[_Table]]:
    for start in range(0, len(tables), _TABLES_AT_ONCE):
        yield tables[start : start + _TABLES_AT_ONCE]


def _read(server: Canonical, tables: Sequence[_Table]) -> list[list[Row]]:
    """Read several tables in one query; each row says which it is of."""
    found: list[list[Row]] = [[] for _ in tables]
    selects = (_select(n, sql, _columns(owned)) for n, (_, sql, owned) in enumerate(tables))
    for number, values in server.query(" UNION ALL ".join(selects)):
        found[number].append(tuple(values))
    return found


def _select(number: int, table: str, columns: Sequence[str]) -> str:
    values = ", ".join(f"{_quoted(column)}::text" for column in columns)
    return f"SELECT {number}, ARRAY[{values}]::text[] FROM {table}"


def _columns(parts: Sequence[TableObject]) -> tuple[str, ...]:
    """Name the columns that hold something: a virtual one is computed, and that may fail."""
    columns = (part for part in parts if isinstance(part, Column))
    return tuple(str(c.name) for c in columns if not str(c.generated).endswith(" VIRTUAL"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
