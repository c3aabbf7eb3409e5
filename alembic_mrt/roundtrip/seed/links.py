"""The references of a table, by the time at which a row is pointed at its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.seed.plan import Reference, TablePlan
    from alembic_mrt.roundtrip.seed.seeder import Plans


@dataclass(frozen=True, slots=True)
class Links:
    """Sort the references of a table by when they are filled in.

    ``now`` with the row; ``own`` refer to the table itself, ``cut`` to a table that comes later,
    and what ``outside`` refer to is not filled at all.
    """

    now: tuple[Reference, ...]
    own: tuple[Reference, ...]
    cut: tuple[Reference, ...]
    outside: tuple[Reference, ...]

    @property
    def later(self) -> tuple[Reference, ...]:
        """Return all references but those of ``now``."""
        return (*self.own, *self.cut, *self.outside)

    def held(self) -> frozenset[str]:
        """Return the columns of ``later`` that no other reference fills."""
        tied = {c for r in self.now for c in r.columns}
        return frozenset(c for r in self.later for c in r.columns if c not in tied)


def links_of(plan: TablePlan, plans: Plans) -> Links:
    """Sort the references of one table."""
    cut = plans.order.cut.get(plan.name, ())
    own = tuple(r for r in plan.references if r.parent == plan.name)
    later = {id(r) for r in (*own, *cut)}
    return Links(
        now=tuple(r for r in plan.references if id(r) not in later and r.parent in plans.tables),
        own=own,
        cut=cut,
        outside=tuple(r for r in plan.references if r.parent not in plans.tables),
    )
