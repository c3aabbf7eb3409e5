"""Ranges and multiranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.made_of import quoted
from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request
from alembic_mrt.roundtrip.seed.pool import SIZE, Pool

_BOUNDS: Final[Mapping[str, Callable[[int], str]]] = {
    "integer": str,
    "bigint": str,
    "numeric": lambda n: f"{n}.5",
    "double precision": lambda n: f"{n}.5",
    "date": lambda n: f"{2000 + n // 300}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}",
    "timestamp without time zone": lambda n: f"2021-01-01 00:00:00.{n:06}",
    "timestamp with time zone": lambda n: f"2021-01-01 00:00:00.{n:06}+00",
}
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

    ``element`` are values of the subtype, None for one of which none are known.
    """
    write = _BOUNDS.get(subtype)
    if write is not None:
        start = salt % 900
        plain = [f"[{write(start + i * 10)},{write(start + i * 10 + 7)})" for i in range(SIZE)]
        return Pool(tuple(plain), "empty", (f"[{write(start + SIZE * 10)},)",), _range)
    if element is None:
        return None
    single = [f"[{quoted(v)},{quoted(v)}]" for v in element.plain]
    return Pool(tuple(single), "empty", (), _range)


def _range(literal: object) -> str | None:
    """Take what is spelled as a range, for a value that lies near it."""
    spelled = isinstance(literal, str) and literal[:1] in ("[", "(") and literal[-1:] in ("]", ")")
    return literal if spelled and isinstance(literal, str) and literal.count(",") == 1 else None


def multiranges(pool: Pool | None) -> Pool | None:
    """Offer sets of ranges."""
    if pool is None:
        return None
    texts = [str(value) for value in pool.plain]
    hard = (f"{{{texts[-1]},{pool.hard[0]!s}}}",) if pool.hard else ()
    return Pool(tuple(f"{{{text}}}" for text in texts), "{}", hard)


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
