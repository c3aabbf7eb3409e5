"""Bits and bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder, Request
from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, Value, refuse


def _bits(request: Request) -> Pool:
    size = request.size or 1
    start = request.salt % 2**size
    plain = (f"{(start + i) % 2**size:0{size}b}" for i in range(min(SIZE, 2**size)))
    return Pool(tuple(plain), "0" * size, ("1" * size,), lambda v: _bit_text(v, size))


def _bit_text(literal: object, size: int) -> Value:
    fits = isinstance(literal, str) and re.fullmatch(f"[01]{{{size}}}", literal)
    return literal if fits and isinstance(literal, str) else None


def _varying_bits(request: Request) -> Pool:
    size = min(request.size or 8, 64)
    pool = _bits(Request(request.salt, (size,)))
    return Pool(pool.plain, "", pool.hard)


def _bytes(request: Request) -> Pool:
    plain = tuple(f"\\x00ff{request.salt % 65536:04x}{i:04x}" for i in range(SIZE))
    hard = ("\\x" + "00017f80ff" * 50,)
    # What a CHECK speaks of is a guess; a text that the user's code speaks of is none of bytes.
    return Pool(plain, "\\x", hard, _hexadecimal, opened=refuse)


def _hexadecimal(literal: object) -> Value:
    """Take bytes as they are spelled, and the letters of any other text."""
    if not isinstance(literal, str):
        return None
    spelled = re.fullmatch(r"\\x([0-9a-f]{2})*", literal)
    return literal if spelled else f"\\x{literal.encode('utf-8', 'replace').hex()}"


BUILDERS: Final[Mapping[str, Builder]] = {
    "bytea": _bytes,
    "bit": _bits,
    "bit varying": _varying_bits,
}
