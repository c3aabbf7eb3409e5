"""How demanding the rows of a trip are, from the richest ones to none."""

from __future__ import annotations

import enum
from typing import Final

from alembic_mrt.roundtrip.seed.recipes import (
    KEYS_APART,
    LETTERS,
    NUMBERS_TAME,
    ORDINARY,
    SHORT,
    TAME,
    TEXTS_TAME,
    TIERS,
    WITHOUT_NULL,
    WORDLESS,
)

BY_ROWS: Final = frozenset(
    ("contrast", "bare", "mixed", "odd", "holes", "each", "combined", "twice")
)
"""Kinds of rows that show nothing where a script goes by no rows."""

_WITH_NULL: Final = frozenset(("sparse", "bare", "holes", "combined"))
_WITHOUT_NULL: Final = (*(tier for tier in TIERS if tier not in _WITH_NULL), KEYS_APART)
_MODERATE: Final = (*(tier for tier in TIERS if tier != "adversarial"), KEYS_APART)
_APART: Final = (*TIERS, KEYS_APART)
_SHORT: Final = (*_APART, SHORT)
_HARD: Final = ("plain", "adversarial", "odd", KEYS_APART)
_NUMBERS_TAME: Final = (*_HARD, SHORT, NUMBERS_TAME)
_TEXTS_TAME: Final = (*_HARD, TEXTS_TAME)


class Tiers(enum.Enum):
    """Choose how demanding the seeded rows are, the most demanding first.

    ``kinds`` are those of the generated rows, ``given`` tells whether the user's seeds count.
    """

    ALL = ((*TIERS, LETTERS), True)
    KEYS_APART = ((*_APART, LETTERS), True)
    SHORT = (_SHORT, True)
    WITHOUT_NULL = (_WITHOUT_NULL, True)
    MODERATE = (_MODERATE, True)
    NUMBERS_TAME = (_NUMBERS_TAME, True)
    TEXTS_TAME = (_TEXTS_TAME, True)
    PLAIN = (("plain",), True)
    GENERATED = (("plain",), False)
    NONE = ((), False)

    def __init__(self, kinds: tuple[str, ...], given: bool) -> None:
        self.kinds = kinds
        self.given = given


REFUSED: Final = {
    Tiers.SHORT: (SHORT,),
    Tiers.WITHOUT_NULL: (WITHOUT_NULL,),
    Tiers.MODERATE: (ORDINARY,),
    Tiers.NUMBERS_TAME: (WITHOUT_NULL, WORDLESS, SHORT, NUMBERS_TAME),
    Tiers.TEXTS_TAME: (WITHOUT_NULL, WORDLESS, TEXTS_TAME),
    Tiers.PLAIN: (TAME,),
}
"""What the columns alone must do without that make an upgrade refuse richer rows."""
