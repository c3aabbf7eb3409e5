"""Find the columns in which an upgrade refuses rows, so that all others keep theirs.

Each group of columns is spared in turn: where the upgrade then comes through, it has nothing
against what they hold, and where it does not, each half of the group is tried by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Final, TypeAlias

from alembic_mrt.roundtrip.seed.tamed import Column
from alembic_mrt.roundtrip.steps import GuardedStep

Columns: TypeAlias = frozenset[Column]
Accepts: TypeAlias = Callable[[Columns], Generator[GuardedStep, None, bool]]

_MOST: Final = 24
"""How many groups are tried; those left over are taken for refused."""


def refused_columns(
    columns: Sequence[Column], accepts: Accepts
) -> Generator[GuardedStep, None, Columns | None]:
    """Yield the steps; return the columns that alone must be tame, None where that is not enough.

    ``accepts`` tells whether the upgrade comes through where just some columns are tame.
    """
    refused, groups = set(columns), _halves(columns)
    for _ in range(_MOST):
        if not groups:
            break
        group = groups.pop()
        if (yield from accepts(frozenset(refused.difference(group)))):
            refused.difference_update(group)
        else:
            groups += _halves(group)
    found = frozenset(refused)
    narrower = bool(found) and len(found) < len(columns)
    return found if narrower and (yield from accepts(found)) else None


def _halves(group: Sequence[Column]) -> list[Sequence[Column]]:
    middle = len(group) // 2
    return [group[middle:], group[:middle]] if middle else []
