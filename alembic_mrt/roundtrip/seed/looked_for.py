"""New rows that a statement of the downgrade looks for, and that no row of before could be.

What it asks of columns and tables that the upgrade has made is met by rows of the new version
alone: ``DELETE FROM orders WHERE state = 'draft'`` touches none that was there before ``state``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom, labelled
from alembic_mrt.roundtrip.seed.sqltext import columns_of
from alembic_mrt.roundtrip.seed.values_for import values_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.solve import Solver
    from alembic_mrt.roundtrip.seed.upgraded import Upgraded


def looked_for(
    upgraded: Upgraded, plan: TablePlan, solver: Solver, conditions: Sequence[str]
) -> Iterator[Freedom]:
    """Yield the freedoms to be as one of ``conditions`` on a table wants it."""
    new = _new(upgraded, plan)
    tied = {c for r in plan.references for c in r.columns}
    for condition in conditions:
        if set(columns_of(condition, tuple(plan.columns))).isdisjoint(new):
            continue
        takes = tuple(values_for(condition, plan, solver, tied))
        if takes:
            once = f"a row of {labelled(plan)} meets {condition}"
            yield Freedom(plan.name, labelled(plan), once, takes)


def _new(upgraded: Upgraded, plan: TablePlan) -> set[str]:
    """Return the columns of a table that it has since the upgrade."""
    old = upgraded.old(plan.name)
    renamed: Mapping[str, str] = upgraded.renames.columns.get(plan.name, {})
    known = old.columns if old is not None else {}
    return {name for name in plan.columns if renamed.get(name, name) not in known}
