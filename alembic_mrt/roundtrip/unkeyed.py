"""What became of rows that no key names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Values: TypeAlias = "tuple[object, ...]"


def without(rows: Sequence[Values], known: Sequence[Values]) -> list[int]:
    """Return the places in ``rows`` of those that are not among ``known``, each as often."""
    left, found = Counter(known), []
    for place, row in enumerate(rows):
        if left[row]:
            left[row] -= 1
        else:
            found.append(place)
    return found


def likest(rows: Sequence[Values], others: Sequence[Values]) -> list[int | None]:
    """Return for each row the place of the one of ``others`` that it became, None for none.

    Equal rows belong together, and of the rest those that have most values in common; those that
    have none do not.
    """
    found: list[int | None] = [None] * len(rows)
    free = dict.fromkeys(range(len(others)))
    every = ((_in_common(row, others[q]), p, q) for p, row in enumerate(rows) for q in free)
    pairs = sorted((pair for pair in every if pair[0]), key=lambda pair: -pair[0])
    for _, place, other in pairs:
        if found[place] is None and other in free:
            found[place] = other
            del free[other]
    return found


def _in_common(one: Values, other: Values) -> int:
    """Count what two rows share; those of a table without columns are equal as well."""
    return (one == other) + sum(a == b for a, b in zip(one, other, strict=True))
