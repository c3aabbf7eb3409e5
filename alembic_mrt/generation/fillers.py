"""Values for rows that were written while a NOT NULL column was away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from sqlalchemy import types

from alembic_mrt.generation.literals import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMPTY: Final[Sequence[tuple[type[Any], str]]] = (
    (types.Boolean, "false"),
    (types.Integer, "0"),
    (types.Numeric, "0"),
    (types.DateTime, "'1970-01-01 00:00:00'"),
    (types.Date, "'1970-01-01'"),
    (types.Time, "'00:00:00'"),
    (types.Interval, "'0'"),
    (types.JSON, "'{}'"),
    (types.Uuid, "'00000000-0000-0000-0000-000000000000'"),
    (types.LargeBinary, "''"),
    (types.ARRAY, "'{}'"),
    (types.String, "''"),
)


def filler(column: sa.Column[Any]) -> str | None:
    """Return the SQL of a value that says nothing, or None for a type that has no such value."""
    if isinstance(column.type, types.Enum):
        labels = [str(label) for label in column.type.enums]
        return "'{}'".format(labels[0].replace("'", "''")) if labels else None
    return next((sql for kind, sql in _EMPTY if isinstance(column.type, kind)), None)


def filler_source(column: sa.Column[Any]) -> str | None:
    """Return :func:`filler` as Python source."""
    sql = filler(column)
    return None if sql is None else f"sa.text({quoted(sql.replace(':', chr(92) + ':'))})"
