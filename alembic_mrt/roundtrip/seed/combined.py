"""Which values of columns that have few are put together, so that each meets those of the others.

A data step may treat two flags that are both set otherwise than either of them: where every
column went through its values in step with the others, no row would hold both.
"""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 16
"""How many rows show combinations."""

Combination = tuple[int, ...]


def combined(sizes: Sequence[int]) -> list[Combination]:
    """Return combinations of numbers below ``sizes``: all where they are few, else every pair's.

    Pairs that do not find room in the greatest number of combinations are left out.
    """
    if len(sizes) < 2:
        return []
    if prod(sizes) <= MOST:
        return list(product(*map(range, sizes)))
    return _pairwise(sizes)


def _pairwise(sizes: Sequence[int]) -> list[Combination]:
    left = {
        (a, x, b, y)
        for a, b in combinations(range(len(sizes)), 2)
        for x, y in product(range(sizes[a]), range(sizes[b]))
    }
    found: list[Combination] = []
    while left and len(found) < MOST:
        found.append(_best(sizes, left, min(left)))
        left -= set(_pairs(found[-1]))
    return found


def _best(
    sizes: Sequence[int], left: set[tuple[int, int, int, int]], first: tuple[int, int, int, int]
) -> Combination:
    """Return the combination that holds the pair ``first`` and, column by column, most others."""
    chosen = {first[0]: first[1], first[2]: first[3]}
    for place in range(len(sizes)):
        if place not in chosen:
            chosen[place] = max(
                range(sizes[place]),
                key=lambda n: sum(_pair(place, n, b, y) in left for b, y in chosen.items()),
            )
    return tuple(chosen[place] for place in range(len(sizes)))


def _pairs(combination: Combination) -> list[tuple[int, int, int, int]]:
    return [(a, x, b, y) for (a, x), (b, y) in combinations(enumerate(combination), 2)]


def _pair(a: int, x: int, b: int, y: int) -> tuple[int, int, int, int]:
    return (a, x, b, y) if a < b else (b, y, a, x)
