"""Numbers, money and truth values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request
from alembic_mrt.roundtrip.seed.pool import (
    FINE,
    SIZE,
    Pool,
    Value,
    choices,
    decimals,
    fraction,
    integers,
)


def _whole(low: int, high: int) -> Builder:
    return lambda request: integers(request.salt, low, high, str)


def _numeric(request: Request) -> Pool:
    if request.mods:
        return decimals(request.salt, request.mods[0], (*request.mods, 0)[1], _plain)
    pool = decimals(request.salt, 15, FINE, _plain)
    free = ("123456789012345678901234567890.123456789", "-0.000000000000000000001")
    return Pool(pool.plain, "0", free, lambda v: _number(fraction(v)))


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _number(number: Decimal | None) -> Value:
    return None if number is None else _plain(number)


def _floats(highest: str, digits: str) -> Builder:
    def build(request: Request) -> Pool:
        plain = tuple(f"{request.salt % 90 + 1 + i}.{digits}" for i in range(SIZE))
        hard = (highest, f"-{highest}", "0.1")
        return Pool(plain, "0", hard, lambda v: _number(fraction(v)))

    return build


def _booleans(request: Request) -> Pool:
    pool = choices(("true", "false"), request.salt)
    known = {"true": "true", "false": "false", "t": "true", "f": "false"}
    return Pool(pool.plain, "false", (), lambda v: known.get(str(v).lower()))


def _money(request: Request) -> Pool:
    pool = decimals(request.salt, 7, 2, _plain)
    hard = ("92233720368547758.07", "-92233720368547758.08")
    return Pool(pool.plain, "0.00", hard, pool.takes)


BUILDERS: Final[Mapping[str, Builder]] = {
    "smallint": _whole(-(2**15), 2**15 - 1),
    "integer": _whole(-(2**31), 2**31 - 1),
    "bigint": _whole(-(2**63), 2**63 - 1),
    "numeric": _numeric,
    "real": _floats("3.4028235e+38", "25"),
    "double precision": _floats("1.7976931348623157e+308", "123456789012"),
    "boolean": _booleans,
    "money": _money,
}
