"""Complete a row of which some values are fixed, so that a table takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.plan import SlotPlan, slots_of
from alembic_mrt.roundtrip.seed.rows import Composer
from alembic_mrt.roundtrip.seed.slots import Slot, SlotMaker, Unsatisfied
from alembic_mrt.roundtrip.seed.solve import Solver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from alembic_mrt.roundtrip.dialects.base import Session, TableName
    from alembic_mrt.roundtrip.seed.facts import DialectFacts
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row, Taken

_TURNS = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """Complete the rows of one table.

    ``now`` are the references that ``keys`` has rows for, ``held`` the columns of those that are
    pointed at their target later, ``taken`` what no unique key may hold again.
    """

    session: Session
    facts: DialectFacts
    plan: TablePlan
    now: Sequence[Reference]
    held: frozenset[str]
    keys: Mapping[TableName, Sequence[Row]]
    taken: Taken

    def complete(self, fixed: Row, turn: int, *, optional: bool) -> Row | str:
        """Return a row with the values of ``fixed``, or why there is none.

        Columns that a row can do without are filled where ``optional`` says so. ``turn`` makes
        rows differ from each other.
        """
        plan = self._narrowed(fixed, optional=optional)
        solver = Solver(self.session, self.facts, plan.salt)
        maker = SlotMaker(plan, solver, self.keys, self.held)
        slots = []
        for slot in slots_of(plan, self._open(plan, fixed)):
            made = _fixed(slot, fixed) or maker.make(slot)
            if isinstance(made, Unsatisfied):
                return made.reason
            slots.append(made)
        taken = {unique: set(places) for unique, places in self.taken.items()}
        open_ = [u for u in plan.uniques if not fixed.keys() >= set(u.columns)]
        rows = Composer(slots, open_, taken).distinct(turn % _TURNS + 1)
        return rows[-1] if rows else "no values were found for the other columns of its keys"

    def _narrowed(self, fixed: Row, *, optional: bool) -> TablePlan:
        plan = self.plan
        columns = {
            n: replace(c, given=(fixed[n],)) if n in fixed else c for n, c in plan.columns.items()
        }
        made = (n for n in plan.written if optional or not plan.columns[n].optional)
        wanted = fixed.keys() | set(made)
        written = tuple(name for name in columns if name in wanted)
        return replace(plan, columns=columns, written=written, solved={}, accepted={}, memory=None)

    def _open(self, plan: TablePlan, fixed: Row) -> list[Reference]:
        """Return the references for which there is something to choose."""
        written = set(plan.written)
        columns = ((r, set(r.columns)) for r in self.now)
        return [r for r, names in columns if names <= written and not names <= fixed.keys()]


def _fixed(slot: SlotPlan, fixed: Row) -> Slot | None:
    """Return the slot of columns that are fixed, whose checks are the server's business."""
    if not fixed.keys() >= set(slot.columns):
        return None
    option = tuple(fixed[name] for name in slot.columns)
    return Slot(slot.columns, (option,), (option,))
