"""Values for SQLite's declared types, as SQLAlchemy writes and reads them back."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from alembic_mrt.roundtrip.seed import documents, moments
from alembic_mrt.roundtrip.seed.pool import (
    FINE,
    SIZE,
    Pool,
    Value,
    decimals,
    fraction,
    integers,
    texts,
)

_TYPE = re.compile(r"\s*(?P<name>[^(]*?)\s*(?:\((?P<mods>[\d\s,+-]+)\)(?P<rest>.*))?\Z", re.DOTALL)
_INTEGERS = {
    "TINYINT": 7,
    "SMALLINT": 15,
    "INT2": 15,
    "MEDIUMINT": 23,
    "BIGINT": 63,
    "INT8": 63,
    "BIG INTEGER": 63,
    "UNSIGNED BIG INT": 63,
}


@lru_cache(maxsize=2048)
def pool_for(type_: str, salt: int, name: str = "", default: str = "") -> Pool:
    """Return values for a column by its declared type; every type takes some."""
    match = _TYPE.match(type_)
    declared = " ".join(match["name"].upper().split()) if match else ""
    mods = [int(m) for m in (match["mods"] or "").split(",") if m.strip()] if match else []
    builder = _NAMED.get(declared)
    if builder is not None:
        return builder(salt)
    if "JSON" in declared:
        return documents.documents(salt, listed=default.lstrip("'(").startswith("["))
    return _by_affinity(declared, mods, salt, name)


def _by_affinity(declared: str, mods: list[int], salt: int, name: str) -> Pool:
    """Follow SQLite's own rules, in their order."""
    if "INT" in declared:
        bits = _INTEGERS.get(declared, 31)
        return integers(salt, -(2**bits), 2**bits - 1)
    if any(word in declared for word in ("CHAR", "CLOB", "TEXT")):
        return _texts(declared, mods, salt, name)
    if "BLOB" in declared or "BINARY" in declared or "BYTEA" in declared:
        return _bytes(salt, mods[0] if mods else 500)
    if any(word in declared for word in ("REAL", "FLOA", "DOUB")):
        return _floats(salt)
    if declared.startswith(("NUMERIC", "DECIMAL", "MONEY")):
        return _decimals(salt, mods)
    return texts(salt, mods[0] if mods else None)


def _texts(declared: str, mods: list[int], salt: int, name: str) -> Pool:
    size = mods[0] if mods else None
    fixed = declared in ("CHAR", "CHARACTER", "NCHAR")
    if size == 32 and (fixed or "uuid" in name.lower()):
        return documents.uuids(salt, dashes=False)
    if size == 36 and (fixed or documents.names_uuids(name)):
        return documents.uuids(salt)
    return texts(salt, size)


def _bytes(salt: int, size: int) -> Pool:
    head = salt.to_bytes(4, "big")
    plain = (bytes([0, 255]) + head + i.to_bytes(2, "big") for i in range(SIZE))
    return Pool(tuple(b[-size:] for b in plain), b"", (bytes(range(256))[: min(size, 256)],))


def _floats(salt: int) -> Pool:
    plain = tuple(salt % 90 + 1 + i + 0.123456789012 for i in range(SIZE))

    def takes(literal: object) -> Value:
        number = fraction(literal)
        return None if number is None else float(number)

    return Pool(plain, 0.0, (1.7976931348623157e308, -1.7976931348623157e308, 0.1), takes)


def _decimals(salt: int, mods: list[int]) -> Pool:
    """Keep to what a double holds exactly enough: SQLite stores decimals as such."""
    if not mods:
        return _of_any_scale(salt)
    precision = min(mods[0], 15)
    scale = min(mods[1] if len(mods) > 1 else 0, precision)
    return decimals(salt, precision, scale, _number)


def _of_any_scale(salt: int) -> Pool:
    """Offer plain numbers with many digits behind the point, and large ones with few."""
    fine, large = decimals(salt, 15, FINE, _number), decimals(salt, 12, 3, _number)

    def takes(literal: object) -> Value:
        number = large.takes(literal)
        return fine.takes(literal) if number is None else number

    return Pool(fine.plain, 0, large.hard, takes)


def _number(number: Decimal) -> Value:
    return int(number) if number == number.to_integral_value() else float(number)


def _booleans(salt: int) -> Pool:
    first = salt % 2
    known = {"1": 1, "0": 0, "true": 1, "false": 0}
    return Pool((first, 1 - first), 0, (), lambda literal: known.get(str(literal).lower()))


_NAMED: dict[str, Callable[[int], Pool]] = {
    "BOOLEAN": _booleans,
    "BOOL": _booleans,
    "DATE": moments.dates,
    "DATETIME": moments.stamps,
    "TIMESTAMP": moments.stamps,
    "TIMESTAMP WITH TIME ZONE": moments.stamps,
    "TIMESTAMP WITHOUT TIME ZONE": moments.stamps,
    "TIMESTAMPTZ": moments.stamps,
    "TIME": moments.times,
    "UUID": documents.uuids,
    "GUID": documents.uuids,
}
