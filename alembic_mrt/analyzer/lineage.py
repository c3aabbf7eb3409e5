"""Who comes before whom in a history."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alembic_mrt.history.graph import History


@dataclass(frozen=True, eq=False)
class Ancestry:
    """Answer which revisions lie below another, each set as the bits of a number."""

    history: History

    def below(self, revision: str) -> frozenset[str]:
        """Return the ancestors of a revision, ``depends_on`` included."""
        bits = self._bits.get(revision, 0) & ~(1 << self._numbers.get(revision, 0))
        return frozenset(name for name, number in self._numbers.items() if bits >> number & 1)

    def is_below(self, ancestor: str, revision: str) -> bool:
        """Tell whether a revision lies below another one."""
        number = self._numbers.get(ancestor)
        if number is None or ancestor == revision:
            return False
        return bool(self._bits.get(revision, 0) >> number & 1)

    def followers(self, revision: str) -> int:
        """Return how many revisions a revision lies below."""
        return sum(self.is_below(revision, other) for other in self._numbers)

    @functools.cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {revision: number for number, revision in enumerate(self.history.order())}

    @functools.cached_property
    def _bits(self) -> Mapping[str, int]:
        bits: dict[str, int] = {}
        for revision, number in self._numbers.items():
            own = 1 << number
            for parent in self.history.parents(revision):
                own |= bits.get(parent, 0)
            bits[revision] = own
        return bits
