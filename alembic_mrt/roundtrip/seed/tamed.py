"""Rows without what an upgrade has refused, and with all else that shows loss.

An upgrade that has no room for a long text, or raises on a number below zero, has nothing against
capitals and blanks: what it does to those is to be seen. Nor has it anything against long texts in
columns that it does not read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.roundtrip.seed.recipes import (
    EXTREMES,
    NUMBERS_TAME,
    ORDINARY,
    SHORT,
    TAME,
    TEXTS_TAME,
    WITHOUT_NULL,
    WORDLESS,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.slots import Slot
    from alembic_mrt.roundtrip.seed.solve import Option

Column: TypeAlias = tuple[tuple[str | None, str], str]
"""A column, with the name of its table."""

_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Refused:
    """Say what ``columns`` alone are not to offer: what the ``wishes`` name."""

    wishes: tuple[str, ...] = ()
    columns: frozenset[Column] = frozenset()

    def within(self, slot: Slot, plan: TablePlan) -> Slot:
        """Return a slot of a table without what is refused in its columns."""
        if self.columns.isdisjoint((plan.name, column) for column in slot.columns):
            return slot
        return tamed(slot, plan, self.wishes)


def tamed(slot: Slot, plan: TablePlan, wishes: Collection[str]) -> Slot:
    """Return a slot of a table without what ``wishes`` say that it is not to offer."""
    text = any(_is_text(plan.columns[name]) for name in slot.columns)
    if TAME in wishes or (TEXTS_TAME if text else NUMBERS_TAME) in wishes:
        return replace(slot, hard=(), sparse=slot.full[:1], words=(), executed=(), mixed=())
    if WITHOUT_NULL in wishes:
        slot = replace(slot, sparse=_without_null(slot.sparse) or slot.full[:1])
    if ORDINARY in wishes:
        slot = replace(slot, hard=_ordinary(slot))
    if WORDLESS in wishes:
        slot = replace(slot, words=(), executed=(), mixed=())
    return _shortened(slot) if SHORT in wishes else slot


def _without_null(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(option for option in options if None not in option)


def _ordinary(slot: Slot) -> tuple[Option, ...]:
    """Return the oddities of a slot, with others in the places of the extremes."""
    extremes = slot.hard[:EXTREMES]
    return (*(slot.full * EXTREMES)[: len(extremes)], *slot.hard[EXTREMES:])


def _shortened(slot: Slot) -> Slot:
    hard, words, executed = map(_short, (slot.hard, slot.words, slot.executed))
    return replace(slot, hard=hard, words=words, executed=executed)


def _short(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(o for o in options if all(len(v) <= _LONGEST for v in o if isinstance(v, str)))


def _is_text(column: ColumnFacts) -> bool:
    """Tell whether a column takes words, be they as short as can be."""
    return column.pool is not None and column.pool.takes("Z") == "Z"
