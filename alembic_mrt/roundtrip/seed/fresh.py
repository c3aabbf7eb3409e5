"""Values that no row holds, for the keys of new rows.

A step may carry a row from one table into another, under the name that its key has there: a new
row of the one that repeated a key of the other would stand in its way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import compress, count, islice
from operator import not_
from typing import TYPE_CHECKING
from uuid import UUID

from alembic_mrt.roundtrip.seed.pool import SIZE, code
from alembic_mrt.roundtrip.seed.rows import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.pool import Pool, Value
    from alembic_mrt.roundtrip.seed.rows import Row

_FIRST = 1001
_TRIED = 300
_SHOWING = 10
"""How many numbers show that a type takes none that is spelled in a certain way."""

_DAY = datetime(2031, 1, 1, 12, 30, 15)
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_NUMERIC = re.compile(rf"{_NUMBER}|\{{?\[{_NUMBER},{_NUMBER}[)\]]\}}?")
"""A number, or a range of numbers."""

_SPELLED: tuple[Callable[[int], str], ...] = (
    str,
    lambda n: f"new {n}",
    lambda n: str(UUID(int=n * 2**64 + 2**62, version=4)),
    lambda n: UUID(int=n * 2**64 + 2**62, version=4).hex,
    lambda n: date.fromordinal(_DAY.toordinal() + n).isoformat(),
    lambda n: str(_DAY + timedelta(days=n)),
    lambda n: f"{_DAY + timedelta(days=n)}+00",
    lambda n: str((_DAY + timedelta(seconds=n)).time()),
    *((lambda n, w=width: code(n, w)) for width in (6, 4, 3, 2, 1)),
)
"""Texts that say most come first, but for numbers: a text column would take any of them."""


class Unused:
    """Remember every value that some row holds, and offer others."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._numbers = count(_FIRST)

    def note(self, rows: Iterable[Row]) -> None:
        """Take in the values of rows."""
        for row in rows:
            self._used.update(map(_spelled, row.values()))

    def freshened(self, plan: TablePlan, keys: Collection[str], names: Iterable[str]) -> TablePlan:
        """Return ``plan`` with what no row holds first in columns ``names``, made up for ``keys``.

        Columns whose values are given keep them.
        """
        columns = dict(plan.columns)
        for name in names:
            column = columns[name]
            if column.given is None and column.pool is not None and not column.generated:
                columns[name] = self._column(column, column.pool, made_up=name in keys)
        if columns == plan.columns:
            return plan
        return replace(plan, columns=columns, memory=None, solved={}, accepted={})

    def _column(self, column: ColumnFacts, pool: Pool, *, made_up: bool) -> ColumnFacts:
        made = self._made_up(pool) if made_up and not column.labels else ()
        values = tuple(dict.fromkeys((*made, *pool.plain)))
        used = [spelled in self._used for spelled in map(_spelled, values)]
        plain = (*compress(values, map(not_, used)), *compress(values, used))
        return replace(column, pool=replace(pool, plain=plain, close=()))

    def _made_up(self, pool: Pool) -> tuple[Value, ...]:
        """Return values of a type that no row holds, none where it takes no texts."""
        numbers = list(islice(self._numbers, SIZE))
        for spell in _spellings(pool):
            if all(pool.takes(spell(n)) is None for n in (*numbers[:1], *range(_SHOWING))):
                continue
            values = self._unused(pool.takes(spell(n)) for n in (*numbers, *range(_TRIED)))
            if values:
                return values
        return ()

    def _unused(self, made: Iterable[Value]) -> tuple[Value, ...]:
        """Return the first of some values that no row holds."""
        found: dict[Value, None] = {}
        for value in made:
            if value is not None and _spelled(value) not in self._used:
                found[value] = None
            if len(found) == SIZE:
                break
        return tuple(found)


def _spellings(pool: Pool) -> Iterator[Callable[[int], str]]:
    """Yield what spells a number; a number alone says nothing to who reads of a text."""
    numbers = all(_NUMERIC.fullmatch(str(value)) for value in pool.plain[:2])
    yield from _SPELLED if numbers else _SPELLED[1:]


@lru_cache(maxsize=4096, typed=True)
def _spelled(value: Value) -> str:
    return str(normal(value))
