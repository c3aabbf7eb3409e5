"""Rows for one table at a time, remembered for as long as nothing that they depend on changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.complete import Completion
from alembic_mrt.roundtrip.seed.letters import in_other_letters
from alembic_mrt.roundtrip.seed.meeting import Meeting
from alembic_mrt.roundtrip.seed.plan import SlotPlan, slots_of
from alembic_mrt.roundtrip.seed.recipes import KEYS_APART, LETTERS, WISHES
from alembic_mrt.roundtrip.seed.rows import Composer, Row, Taken
from alembic_mrt.roundtrip.seed.slots import Slot, SlotMaker, Unsatisfied
from alembic_mrt.roundtrip.seed.solve import Solver
from alembic_mrt.roundtrip.seed.tamed import Refused, tamed

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


_FURTHER = ("dictionary", "contrast", "bare", "executed", "mixed", "odd", "holes", "each", "twice")
"""Kinds of rows beyond those that a table has in the trip of any revision."""

_BESIDE = ("each",)
"""Those of a table that the revision touches at most through one that refers to it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Hold what a revision looks for in rows.

    ``literals`` are those of its code, ``executed`` those that its statements have beside,
    ``conditions`` what they put on the rows of a table. It looks in ``tables``, None for all, and
    takes no row with what is ``refused``. ``in_any_case`` tells that it takes large and small
    letters for the same.
    """

    literals: tuple[object, ...] = ()
    executed: tuple[object, ...] = ()
    conditions: Mapping[TableName, Sequence[str]] = field(default_factory=dict)
    tables: frozenset[TableName] | None = None
    refused: Refused = field(default_factory=Refused)
    in_any_case: bool = False

    def looks_in(self, table: TableName) -> bool:
        """Tell whether a row of the table may be looked for."""
        return self.tables is None or table in self.tables


class RowSource:
    """Compose the rows of every table of one seeding; ``mixed`` tells of such documents.

    ``gaps`` tells that keys of the server's are to have gaps: a step may number the rows anew.
    """

    def __init__(
        self, session: Session, facts: DialectFacts, tiers: tuple[str, ...], sought: Sought
    ) -> None:
        self._session = session
        self._facts = facts
        self._sought = sought if "dictionary" in tiers else Sought(tables=sought.tables)
        self._keys_apart = KEYS_APART in tiers
        self._letters = LETTERS in tiers and sought.in_any_case
        self.gaps = "odd" in tiers
        self.mixed = False
        self._tiers = tuple(tier for tier in tiers if tier not in (*_FURTHER, *WISHES))
        self._wishes = tuple(wish for wish in WISHES if wish in tiers)
        self._further = tuple(t for t in _FURTHER if t in tiers or t == "executed")

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
        chosen = (self._tiers, self._wishes, self._sought.refused)
        basis = (*chosen, tuple(id(r) for r in now), parents, before)
        maker = self._maker(plan, later, now, keys)
        base = plan.memory
        if not isinstance(base, Composed) or base.basis != basis:
            base = plan.memory = self._base(plan, maker, now, basis, taken)
        if not base.rows:
            return base
        places = {unique: set(held) for unique, held in (base.taken or taken).items()}
        parts = (plan, now, _held(later, now), keys, places)
        completion = Completion(self._session, self._facts, *parts)
        meeting = Meeting(self._solver(plan), completion)
        met = meeting.rows(self._sought.conditions.get(plan.name, ()))
        further = self._further_rows(plan, maker, base, places)
        if self._letters and self._sought.looks_in(plan.name):
            refused = {c for table, c in self._sought.refused.columns if table == plan.name}
            further += in_other_letters(base.rows, completion, refused)
        if not met and not further:
            return base
        # First, for a condition may ask for small keys, too, which the server gives in this order.
        return replace(base, rows=[*met, *base.rows, *further], trusted=False)

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
            slots.append((slot, self._tamed(plan, made)))
        composer = Composer([made for _, made in slots], plan.uniques, taken)
        rows = composer.compose(self._tiers)
        return Composed(basis, rows, "", (), tuple(slots), taken)

    def _further_rows(
        self, plan: TablePlan, maker: SlotMaker, base: Composed, taken: Taken
    ) -> list[Row]:
        """Return the rows of the mined literals, and those that only data steps need."""
        if not self._sought.looks_in(plan.name):
            tiers = tuple(tier for tier in self._further if tier in _BESIDE)
            slots = [made for _, made in base.slots]
            return Composer(slots, plan.uniques, taken).compose(tiers, len(base.rows))
        keys = {c for u in plan.uniques for c in u.columns} if self._keys_apart else set()
        words, executed = self._sought.literals, self._sought.executed
        mixed = (*words, *executed) if "mixed" in self._further else ()
        slots = [
            replace(
                made,
                mixed=maker.mixed(slot, mixed),
                words=maker.words(slot, words),
                executed=maker.words(slot, executed),
            )
            if (words or executed) and keys.isdisjoint(slot.columns)
            else made
            for slot, made in base.slots
        ]
        self.mixed = self.mixed or any(slot.mixed for slot in slots)
        slots = [self._tamed(plan, slot) for slot in slots]
        return Composer(slots, plan.uniques, taken).compose(self._further, len(base.rows))

    def _tamed(self, plan: TablePlan, slot: Slot) -> Slot:
        return self._sought.refused.within(tamed(slot, plan, self._wishes), plan)


def _held(later: Sequence[Reference], now: Sequence[Reference]) -> frozenset[str]:
    """Return the columns of references that are pointed at their target later."""
    tied = {c for r in now for c in r.columns}
    return frozenset(c for r in later for c in r.columns if c not in tied)
