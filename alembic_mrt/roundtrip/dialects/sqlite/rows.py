"""The rows of a SQLite database."""

from __future__ import annotations

from alembic_mrt.roundtrip.dialects.base import Session, TableName, TableRows
from alembic_mrt.roundtrip.row_key import parts_by_table, row_key
from alembic_mrt.schema.objects import Column, Schema, TableObject


def read_rows(
    session: Session, schema: Schema, ignore: frozenset[TableName]
) -> dict[TableName, TableRows]:
    """Read all rows of the tables of ``schema``.

    A value comes as a literal of SQL, which tells 1, 1.0, '1' and x'31' apart.
    """
    parts = parts_by_table(schema, ignore)
    return {name: _read_table(session, name[1], owned) for name, owned in parts.items()}


def _read_table(session: Session, table: str, parts: tuple[TableObject, ...]) -> TableRows:
    columns = tuple(str(part.name) for part in parts if isinstance(part, Column))
    literals = ", ".join(literal_of(_quoted(column)) for column in columns)
    rows = session.query(f"SELECT {literals} FROM {_quoted(table)}")
    return TableRows(columns=columns, key=row_key(parts), rows=tuple(map(tuple, rows)))


def literal_of(column: str) -> str:
    """Return the expression that reads a quoted column as a literal of SQL."""
    # quote() stops at a NUL in a text
    return (
        f"CASE WHEN typeof({column}) = 'text' AND instr({column}, char(0)) "
        f"THEN 'CAST(' || quote(CAST({column} AS BLOB)) || ' AS TEXT)' "
        f"ELSE nullif(quote({column}), 'NULL') END"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
