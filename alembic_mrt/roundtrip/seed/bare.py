"""Rows that hold a literal of the revision and, wherever they may, nothing else.

``DELETE ... WHERE state = 'done'`` deletes orders without a total, too, which an archive of those
with a total does not keep: what one statement looks for must stand beside the NULL that another
one passes over.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.seed.slots import Slot
    from alembic_mrt.roundtrip.seed.solve import Option

_MOST = 16

Choice = dict[int, "Option"]
"""What the slots hold that are told of, by their places."""


def bare(slots: Sequence[Slot]) -> list[Choice]:
    """Return what is in each row, the literals that say most first."""
    wordy = [j for j, slot in enumerate(slots) if slot.words]
    if not wordy:
        return []
    nothing = {j: slot.sparse[0] for j, slot in enumerate(slots) if None in slot.sparse[0]}
    return list(islice(_rows(slots, wordy, nothing), _MOST)) if nothing else []


def _rows(slots: Sequence[Slot], wordy: Sequence[int], nothing: Choice) -> Iterator[Choice]:
    firm, loose = [j for j in wordy if j not in nothing], [j for j in wordy if j in nothing]
    for turn in range(max(len(slots[j].words) for j in wordy)):
        words = {j: slots[j].words[turn % len(slots[j].words)] for j in wordy}
        least = {**nothing, **{j: words[j] for j in firm}}
        if firm:
            yield least
        for j in loose:
            yield {**least, j: words[j]}
