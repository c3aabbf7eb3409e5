"""Values of Python as SQLAlchemy stores them in SQLite."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from alembic_mrt.roundtrip.seed.documents import document
from alembic_mrt.roundtrip.seed.pool import Value

_LARGEST: Final = 2**63


def encode(value: object, type_: str) -> Value:
    """Return a value as it is stored in a column of a declared type.

    Raises TypeError for a type that is not stored, ValueError for a value that cannot be sent.
    """
    if isinstance(value, UUID):
        return value.hex if "32" in type_ else str(value)
    found = (write for kinds, write in _WRITERS if isinstance(value, kinds))
    write = None if isinstance(value, Enum) else next(found, None)
    if write is None:
        raise TypeError(type(value).__name__)
    return write(value)


def _integer(value: int) -> int:
    if not -_LARGEST <= value < _LARGEST:
        raise ValueError(f"{value} is beyond the integers of SQLite")
    return int(value)


def _text(value: str) -> str:
    value.encode("utf-8")
    return value


def _decimal(value: Decimal) -> Value:
    whole = value.is_finite() and value == value.to_integral_value()
    return _integer(int(value)) if whole else float(value)


_WRITERS: Final[tuple[tuple[Any, Callable[[Any], Value]], ...]] = (
    (int, _integer),
    (str, _text),
    ((float, bytes, type(None)), lambda value: value),
    (Decimal, _decimal),
    (datetime, lambda value: value.replace(tzinfo=None).isoformat(" ", "microseconds")),
    (time, lambda value: value.replace(tzinfo=None).isoformat("microseconds")),
    (date, date.isoformat),
    ((dict, list), document),
)
"""How values are stored by their types, the first that fits: a datetime is a date too."""
