"""Which rows a table needs: how many of each tier, and what they are to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.bare import bare
from alembic_mrt.roundtrip.seed.combined import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from alembic_mrt.roundtrip.seed.combined import Combination
    from alembic_mrt.roundtrip.seed.slots import Slot
    from alembic_mrt.roundtrip.seed.solve import Option

KEYS_APART = "keys apart"
"""No tier, but a wish: what the revision itself may write stands in no unique column."""

SHORT = "short"
"""A wish: no long texts."""

NUMBERS_TAME = "numbers tame"
"""A wish: of all that is no text, plain values alone."""

TEXTS_TAME = "texts tame"
"""A wish: plain texts alone."""

WITHOUT_NULL = "without NULL"
"""A wish: every value there that can be."""

ORDINARY = "ordinary"
"""A wish: no extremes."""

WORDLESS = "wordless"
"""A wish: nothing of what the revision looks for."""

TAME = "tame"
"""A wish: plain values alone."""

LETTERS = "letters"
"""A wish: a row in other letters than another one, where a script takes them for the same."""

WISHES = (KEYS_APART, SHORT, NUMBERS_TAME, TEXTS_TAME, LETTERS)

TIERS = (
    "plain",
    "sparse",
    "adversarial",
    "dictionary",
    "contrast",
    "bare",
    "mixed",
    "odd",
    "holes",
    "each",
    "combined",
    "twice",
)
_FEWEST = 4
_MOST = 8
_FEW = 4
"""How many options a slot has at most whose every one is to meet those of others."""
_PARTS = 48
EXTREMES = 3
PARENTS = 8
"""Rows of a parent, each of which has a row that refers to it: the plain ones come first."""
_WORDS = 10
_EXECUTED = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """Say of which tier a row is, and the how manieth of it."""

    tier: str
    turn: int


def recipes(slots: Sequence[Slot], tiers: Sequence[str]) -> Iterator[Recipe]:
    """Yield what rows a table needs: enough for the pairs, the labels and the literals."""
    for tier in tiers:
        yield from [Recipe(tier, turn) for turn in range(_COUNTS[tier](slots))]


def _takes_null(slots: Sequence[Slot]) -> bool:
    return any(None in option for slot in slots for option in slot.sparse)


def _extremes(slots: Sequence[Slot]) -> int:
    return max((len(slot.hard) for slot in slots), default=0)


def plain_rows(slots: Sequence[Slot]) -> int:
    """Return how many plain rows show every pair, label and case."""
    wanted = sum(len(slot.full) > 1 for slot in slots)
    enough = (n for n in range(_FEWEST, _MOST) if n * (n - 1) // 2 >= wanted)
    cases = max((slot.cases for slot in slots), default=0)
    return max(next(enough, _MOST), longest_list(slots), min(2 * cases, _PARTS))


def _contrasts(slots: Sequence[Slot]) -> int:
    """Return how many literals a slot takes at most; where it is one, how many slots take one."""
    most = words(slots)
    return sum(len(slot.words) == most for slot in slots) if most == 1 else most


def words(slots: Sequence[Slot]) -> int:
    """Return how many literals some slot takes at most."""
    return max((len(s.words) for s in slots), default=0)


def few_options(slots: Sequence[Slot]) -> dict[int, tuple[Option, ...]]:
    """Return the options of the slots that have few, by their places; NULL is one."""
    few = {j: s.full for j, s in enumerate(slots) if 1 < len(s.full) <= _FEW and not s.refers}
    return {j: (*full, *(o for o in slots[j].sparse[:1] if None in o)) for j, full in few.items()}


def combinations(slots: Sequence[Slot]) -> list[Combination]:
    """Return which options of the slots that have few are to meet in a row."""
    return combined([len(options) for options in few_options(slots).values()])


def longest_list(slots: Sequence[Slot]) -> int:
    """Return the length of the longest list that some column takes all its values from."""
    lists = (len(s.full) for s in slots if not s.refers and len(s.full) <= 12)
    return max([0, *lists, *(s.cases for s in slots)])


_COUNTS: Final[dict[str, Callable[[Sequence[Slot]], int]]] = {
    "plain": plain_rows,
    "sparse": lambda slots: 3 if _takes_null(slots) else 1,
    "adversarial": lambda slots: min(EXTREMES, _extremes(slots)),
    "holes": lambda slots: 2 * (len(slots) - 1).bit_length() if _takes_null(slots) else 0,
    "each": lambda slots: min(PARENTS, max((len(s.full) for s in slots if s.refers), default=0)),
    "odd": lambda slots: max(0, _extremes(slots) - EXTREMES),
    "combined": lambda slots: len(combinations(slots)),
    "dictionary": lambda slots: min(_WORDS, words(slots)),
    "contrast": lambda slots: min(_WORDS, _contrasts(slots)),
    "bare": lambda slots: len(bare(slots)),
    "mixed": lambda slots: max((len(s.mixed) for s in slots), default=0),
    "twice": lambda slots: 1 if slots else 0,
    "executed": lambda slots: min(_EXECUTED, max((len(s.executed) for s in slots), default=0)),
}
"""How many rows of each tier a table needs."""
