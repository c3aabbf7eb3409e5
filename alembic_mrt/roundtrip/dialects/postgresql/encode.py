"""Values of Python as the texts that PostgreSQL reads."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from alembic_mrt.roundtrip.seed.documents import document
from alembic_mrt.roundtrip.seed.pool import Value

_ADDRESSES: Final = (
    ipaddress.IPv4Address,
    ipaddress.IPv6Address,
    ipaddress.IPv4Network,
    ipaddress.IPv6Network,
)


def encode(value: object, type_: str) -> Value:
    """Return a value as text; a list is an array where the type is one, and else JSON.

    Raises TypeError for a type that is not stored, ValueError for a value that cannot be sent.
    """
    if isinstance(value, list | tuple) and type_.endswith("[]"):
        return _array(value, type_)
    if value is None:
        return None
    found = (write for kinds, write in _WRITERS if isinstance(value, kinds))
    write = None if isinstance(value, Enum) else next(found, None)
    if write is None:
        raise TypeError(type(value).__name__)
    return write(value)


def _text(value: str) -> str:
    value.encode("utf-8")
    if "\0" in value:
        raise ValueError(f"PostgreSQL has no place for the NUL in {value!r}")
    return value


def _interval(value: timedelta) -> str:
    return f"{value.days} days {value.seconds} s {value.microseconds} us"


def _array(items: Sequence[object], type_: str) -> str:
    return "{" + ",".join(_item(item, type_) for item in items) + "}"


def _item(item: object, type_: str) -> str:
    text = encode(item, type_)
    if text is None:
        return "NULL"
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"')
    return str(text) if isinstance(item, list | tuple) else f'"{escaped}"'


_WRITERS: Final[tuple[tuple[Any, Callable[[Any], str]], ...]] = (
    (bool, lambda value: str(value).lower()),
    (str, _text),
    (bytes, lambda value: f"\\x{value.hex()}"),
    ((date, time), lambda value: value.isoformat()),
    (timedelta, _interval),
    ((dict, list), lambda value: _text(document(value))),
    ((int, float, Decimal, UUID, *_ADDRESSES), str),
)
"""How values are written by their types, the first that fits: a bool is an int too."""
