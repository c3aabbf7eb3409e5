"""Rows without what an upgrade has refused, and with all else that shows loss.

An upgrade that has no room for a long text, or raises on a number below zero, has nothing against
capitals and blanks: what it does to those is to be seen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.recipes import NUMBERS_TAME, SHORT, TEXTS_TAME

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.slots import Slot
    from alembic_mrt.roundtrip.seed.solve import Option

_LONGEST = 32


def tamed(slot: Slot, columns: Mapping[str, ColumnFacts], wishes: Collection[str]) -> Slot:
    """Return a slot of ``columns`` without what ``wishes`` say that it is not to offer."""
    tame = TEXTS_TAME if any(_is_text(columns[name]) for name in slot.columns) else NUMBERS_TAME
    if tame in wishes:
        return replace(slot, hard=(), sparse=slot.full[:1])
    if SHORT not in wishes:
        return slot
    hard, words, executed = map(_short, (slot.hard, slot.words, slot.executed))
    return replace(slot, hard=hard, words=words, executed=executed)


def _short(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(o for o in options if all(len(v) <= _LONGEST for v in o if isinstance(v, str)))


def _is_text(column: ColumnFacts) -> bool:
    """Tell whether a column takes words, be they as short as can be."""
    return column.pool is not None and column.pool.takes("Z") == "Z"
