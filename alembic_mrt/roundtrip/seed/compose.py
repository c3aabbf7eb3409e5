"""Rows for one table at a time, remembered for as long as nothing that they depend on changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.complete import Completion
from alembic_mrt.roundtrip.seed.meeting import Meeting, take
from alembic_mrt.roundtrip.seed.plan import SlotPlan, slots_of
from alembic_mrt.roundtrip.seed.rows import KEYS_APART, Composer, Row, Taken
from alembic_mrt.roundtrip.seed.slots import Slot, SlotMaker, Unsatisfied
from alembic_mrt.roundtrip.seed.solve import Solver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan


@dataclass(slots=True)
class Composed:
    """Hold the rows for a table, or why there are none.

    ``basis`` is what they depend on, ``slots`` and ``taken`` what further rows are made from.
    ``trusted`` tells that the server has taken just these rows before.
    """

    basis: tuple[object, ...]
    rows: list[Row]
    reason: str = ""
    references: tuple[Reference, ...] = ()
    slots: tuple[tuple[SlotPlan, Slot], ...] = ()
    taken: Taken | None = None
    trusted: bool = False


_WORDED = ("dictionary", "contrast", "mixed")


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold what a revision looks for in rows.

    ``literals`` are those of its code, ``executed`` those that its statements have beside,
    ``conditions`` what they put on the rows of a table.
    """

    literals: tuple[object, ...] = ()
    executed: tuple[object, ...] = ()
    conditions: Mapping[TableName, Sequence[str]] = field(default_factory=dict)


class RowSource:
    """Compose the rows of every table of one seeding; ``mixed`` tells of such documents.

    ``gaps`` tells that keys of the server's are to have gaps: a step may number the rows anew.
    """

    def __init__(
        self, session: Session, facts: DialectFacts, tiers: tuple[str, ...], sought: Sought
    ) -> None:
        self._session = session
        self._facts = facts
        self._sought = sought if "dictionary" in tiers else Sought()
        self._keys_apart = KEYS_APART in tiers
        self.gaps = "odd" in tiers
        self._tiers = tuple(tier for tier in tiers if tier not in (*_WORDED, KEYS_APART))
        self.mixed = False
        self._worded = (*(tier for tier in _WORDED if tier in tiers), "executed")

    def rows(
        self,
        plan: TablePlan,
        later: Sequence[Reference],
        now: Sequence[Reference],
        keys: Mapping[TableName, Sequence[Row]],
        taken: Taken,
    ) -> Composed:
        """Return rows for ``plan``; ``later`` are the references that are filled in afterwards."""
        before = {unique: frozenset(places) for unique, places in taken.items()}
        parents = tuple(tuple(keys.get(r.parent, ())) for r in now)
        basis = (self._tiers, tuple(id(r) for r in now), parents, before)
        maker = self._maker(plan, later, now, keys)
        base = plan.memory
        if not isinstance(base, Composed) or base.basis != basis:
            base = plan.memory = self._base(plan, maker, now, basis, taken)
        found = self._with_words(plan, maker, base) if self._mined and base.rows else base
        expressions = self._sought.conditions.get(plan.name, ())
        if not expressions or not found.rows:
            return found
        places = {unique: set(places) for unique, places in (base.taken or taken).items()}
        take(places, found.rows)
        parts = (plan, now, _held(later, now), keys, places)
        meeting = Meeting(self._solver(plan), Completion(self._session, self._facts, *parts))
        # First, for a condition may ask for small keys, too, which the server gives in this order.
        return replace(found, rows=[*meeting.rows(expressions), *found.rows], trusted=False)

    @property
    def _mined(self) -> bool:
        return bool(self._sought.literals or self._sought.executed)

    def _maker(
        self,
        plan: TablePlan,
        later: Sequence[Reference],
        now: Sequence[Reference],
        keys: Mapping[TableName, Sequence[Row]],
    ) -> SlotMaker:
        return SlotMaker(plan, self._solver(plan), keys, _held(later, now))

    def _solver(self, plan: TablePlan) -> Solver:
        return Solver(self._session, self._facts, plan.salt)

    def _base(
        self,
        plan: TablePlan,
        maker: SlotMaker,
        now: Sequence[Reference],
        basis: tuple[object, ...],
        taken: Taken,
    ) -> Composed:
        slots: list[tuple[SlotPlan, Slot]] = []
        for slot in slots_of(plan, now):
            made = maker.make(slot)
            if isinstance(made, Unsatisfied):
                return Composed(basis, [], made.reason, slot.references)
            slots.append((slot, made))
        composer = Composer([made for _, made in slots], plan.uniques, taken)
        rows = composer.compose(self._tiers)
        return Composed(basis, rows, "", (), tuple(slots), taken)

    def _with_words(self, plan: TablePlan, maker: SlotMaker, base: Composed) -> Composed:
        """Return the rows of ``base`` and those of the mined literals."""
        keys = {c for u in plan.uniques for c in u.columns} if self._keys_apart else set()
        sought = (*self._sought.literals, *self._sought.executed) * ("mixed" in self._worded)
        slots = [
            replace(
                made,
                mixed=maker.mixed(slot, sought),
                words=maker.words(slot, self._sought.literals),
                executed=maker.words(slot, self._sought.executed),
            )
            if keys.isdisjoint(slot.columns)
            else made
            for slot, made in base.slots
        ]
        if not any(slot.words or slot.executed or slot.mixed for slot in slots):
            return base
        self.mixed = self.mixed or any(slot.mixed for slot in slots)
        taken = {unique: set(places) for unique, places in (base.taken or {}).items()}
        composer = Composer(slots, plan.uniques, taken)
        rows = [*base.rows, *composer.compose(self._worded, len(base.rows))]
        return replace(base, rows=rows, trusted=False)


def _held(later: Sequence[Reference], now: Sequence[Reference]) -> frozenset[str]:
    """Return the columns of references that are pointed at their target later."""
    tied = {c for r in now for c in r.columns}
    return frozenset(c for r in later for c in r.columns if c not in tied)
