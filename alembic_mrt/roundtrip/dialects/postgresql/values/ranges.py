"""Ranges and multiranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.made_of import quoted
from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request
from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, Takes

_BOUNDS: Final[Mapping[str, Callable[[int], str]]] = {
    "integer": str,
    "bigint": str,
    "numeric": lambda n: f"{n}.5",
    "double precision": lambda n: f"{n}.5",
    "date": lambda n: f"{2000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}",
    "timestamp without time zone": lambda n: f"2021-01-01 00:00:00.{n:06}",
    "timestamp with time zone": lambda n: f"2021-01-01 00:00:00.{n:06}+00",
}
_DAY: Final = r"\d{4}-\d\d-\d\d"
_POINTS: Final[Mapping[str, str]] = {
    "integer": r"-?\d{1,9}",
    "bigint": r"-?\d{1,18}",
    "numeric": r"-?\d+(\.\d+)?",
    "double precision": r"-?\d+(\.\d+)?",
    "date": _DAY,
    "timestamp without time zone": rf"{_DAY} \d\d:\d\d:\d\d",
    "timestamp with time zone": rf"{_DAY} \d\d:\d\d:\d\d(\+00)?",
}
"""How a value of the subtype is spelled of which a range is made that holds it alone."""
_BUILT_IN: Final = {
    "int4": "integer",
    "int8": "bigint",
    "num": "numeric",
    "date": "date",
    "ts": "timestamp without time zone",
    "tstz": "timestamp with time zone",
}


def ranges(subtype: str, element: Pool | None, salt: int) -> Pool | None:
    """Offer ranges that do not overlap, as an exclusion constraint may demand.

    All of them end before the values begin that are made up for new rows.
    ``element`` are values of the subtype, None for one of which none are known.
    """
    write = _BOUNDS.get(subtype)
    if write is not None:
        start = salt % 500
        plain = [f"[{write(start + i * 10)},{write(start + i * 10 + 7)})" for i in range(SIZE)]
        return Pool(tuple(plain), "empty", (f"(,{write(start)})",), _taker(_POINTS[subtype]))
    if element is None:
        return None
    single = [f"[{quoted(v)},{quoted(v)}]" for v in element.plain]
    return Pool(tuple(single), "empty", (), _range)


def _range(literal: object) -> str | None:
    """Take what is spelled as a range, for a value that lies near it."""
    spelled = isinstance(literal, str) and literal[:1] in ("[", "(") and literal[-1:] in ("]", ")")
    return literal if spelled and isinstance(literal, str) and literal.count(",") == 1 else None


def _taker(point: str) -> Takes:
    """Take a range, or a value that is spelled as ``point`` for the range that holds it alone."""

    def takes(literal: object) -> str | None:
        alone = re.fullmatch(point, str(literal)) is not None
        return f"[{quoted(str(literal))},{quoted(str(literal))}]" if alone else _range(literal)

    return takes


def multiranges(pool: Pool | None) -> Pool | None:
    """Offer sets of ranges."""
    if pool is None:
        return None
    texts = [str(value) for value in pool.plain]
    hard = (f"{{{texts[-1]},{pool.hard[0]!s}}}",) if pool.hard else ()
    return Pool(tuple(f"{{{text}}}" for text in texts), "{}", hard, _set_taker(pool))


def _set_taker(pool: Pool) -> Takes:
    def takes(literal: object) -> str | None:
        value = pool.takes(literal)
        return None if value is None else f"{{{value!s}}}"

    return takes


def _of(subtype: str, *, multi: bool) -> Builder:
    def build(request: Request) -> Pool:
        pool = ranges(subtype, None, request.salt)
        pool = multiranges(pool) if multi else pool
        assert pool is not None
        return pool

    return build


BUILDERS: Final[Mapping[str, Builder]] = {
    f"{name}{kind}": _of(subtype, multi=kind == "multirange")
    for name, subtype in _BUILT_IN.items()
    for kind in ("range", "multirange")
}
