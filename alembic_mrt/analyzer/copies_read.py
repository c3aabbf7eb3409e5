"""Read statements that copy values from column to column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.copies import ColumnsOf, Copy
from alembic_mrt.analyzer.copies_of_insert import copies_of_insert
from alembic_mrt.analyzer.copy_of_update import copy_of_update
from alembic_mrt.operations.vocabulary import Insert, Update

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation

_OVERRIDING: Final = re.compile(r"\boverriding\s+(system|user)\s+value\b", re.IGNORECASE)
"""What an INSERT of PostgreSQL says of columns that are numbered; sqlglot does not know it."""


def copies_of(operation: Operation, columns_of: ColumnsOf) -> Iterator[Copy]:
    """Read a statement, which fills from each query that it unites; one may fill nothing."""
    target = getattr(operation, "table", None)
    if not isinstance(operation, (Insert, Update)) or not isinstance(target, str):
        return
    parsed = _parse(_sql(operation))
    if parsed is None:
        return
    if isinstance(operation, Insert):
        yield from copies_of_insert(operation, target, parsed, columns_of)
    elif (copy := copy_of_update(operation, target, parsed)) is not None:
        yield copy


def _sql(operation: Insert | Update) -> str:
    if operation.sql or isinstance(operation, Insert):
        return operation.sql
    if not isinstance(operation.assignments, tuple):
        return ""
    pairs = operation.assignments
    assigned = ", ".join(f"{_quoted(str(name))} = {value}" for name, value in pairs)
    where = f" where {operation.where}" if isinstance(operation.where, str) else ""
    return f"update {_quoted(str(operation.table))} set {assigned}{where}"


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


@lru_cache(maxsize=1024)
def _parse(sql: str) -> Any:
    import sqlglot

    if not sql:
        return None
    try:
        return sqlglot.parse_one(_OVERRIDING.sub(" ", sql), read="postgres")
    except sqlglot.errors.SqlglotError:
        return None
