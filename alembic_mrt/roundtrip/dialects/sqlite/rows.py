"""The rows of a SQLite database."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import isfinite
from typing import Any, Final

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
    names = ", ".join(map(_quoted, columns))
    rows = session.query(f"SELECT {names} FROM {_quoted(table)}")
    literals = [tuple(map(literal_of, row)) for row in rows]
    return TableRows(columns=columns, key=row_key(parts), rows=tuple(literals))


@lru_cache(maxsize=4096, typed=True)
def literal_of(value: object) -> str | None:
    """Return a value as a literal of SQL; None, which is NULL, stays None."""
    return _LITERALS[type(value)](value)


def _text(value: str) -> str:
    if "\0" in value:  # which ends the text of a statement
        return f"CAST({_blob(value.encode())} AS TEXT)"
    return "'" + value.replace("'", "''") + "'"


def _blob(value: bytes) -> str:
    return f"X'{value.hex().upper()}'"


def _real(value: float) -> str:
    return repr(value) if isfinite(value) else f"{value:+}".replace("inf", "9e999")


_LITERALS: Final[dict[type, Callable[[Any], str | None]]] = {
    type(None): lambda _: None,
    int: str,
    str: _text,
    float: _real,
    bytes: _blob,
}
"""How to write the types that sqlite3 reads (Python docs, "SQLite and Python types")."""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
