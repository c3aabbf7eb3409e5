"""Python's objects, kind by kind, for a type to write."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COUNT = 12
_START = datetime(2021, 1, 1, 12, 30, 15)

_KINDS: tuple[Callable[[int], object], ...] = (
    lambda n: {"id": n, "name": f"name {n}"},
    lambda n: [f"item {n}", n],
    lambda n: UUID(int=n * 2**64 + 2**62, version=4),
    lambda n: _START + timedelta(days=n, seconds=n),
    lambda n: date(2021, 1, 1) + timedelta(days=n),
    lambda n: timedelta(hours=n),
    lambda n: Decimal(n) + Decimal("0.25"),
    lambda n: n,
    lambda n: n + 0.5,
    lambda n: f"name {n}",
    lambda n: f"name {n}".encode(),
)
"""The kinds that say most come first: a type that writes a dict as JSON would write any text so."""


def samples(salt: int) -> Iterator[list[object]]:
    """Yield a list of distinct objects for each kind."""
    start = salt % 900 + 1
    for make in _KINDS:
        yield [make(start + i) for i in range(_COUNT)]
