"""Which row is which, of a table at two moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.base import Row

Key: TypeAlias = tuple[str | None, ...]


def picker(columns: Sequence[str], key: Sequence[str]) -> Callable[[Row], Key] | None:
    """Return what takes the columns of ``key`` out of a row; None where one is missing."""
    if not key or not set(key) <= set(columns):
        return None
    places = [columns.index(name) for name in key]
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1))


def unequal(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows that are on one side only, before and after, and those on both."""
    old, new = Counter(before), Counter(after)
    return (
        list((old - new).elements()),
        list((new - old).elements()),
        list((old & new).elements()),
    )


def paired(
    lost: Sequence[Row],
    appeared: Sequence[Row],
    equal: Sequence[Row],
    pick: Callable[[Row], Key],
) -> list[tuple[Row, Row]]:
    """Match rows that are alike in what is picked, in the order of their differing values."""
    ordered = (sorted(rows, key=_sortable(pick)) for rows in (lost, appeared))
    return [*zip(*ordered, strict=True), *((row, row) for row in equal)]


def _sortable(pick: Callable[[Row], Key]) -> Callable[[Row], tuple[list[str], list[str]]]:
    return lambda row: ([repr(v) for v in pick(row)], [repr(v) for v in row])
