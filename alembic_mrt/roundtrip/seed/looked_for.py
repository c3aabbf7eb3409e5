"""New rows that a statement of the downgrade looks for, and that no row of before could be.

What it asks of columns and tables that the upgrade has made or widened is met by rows of the new
version alone: ``DELETE FROM orders WHERE state = 'draft'`` touches none that was there before
``state``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.freedom import Freedom, labelled
from alembic_mrt.roundtrip.seed.sqltext import columns_of
from alembic_mrt.roundtrip.seed.values_for import values_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.solve import Solver


def looked_for(
    plan: TablePlan, solver: Solver, conditions: Sequence[str], fresh: Sequence[Row]
) -> Iterator[Freedom]:
    """Yield the freedoms to be as one of ``conditions`` wants it that no ``fresh`` row meets."""
    tied = {c for r in plan.references for c in r.columns}
    for condition in conditions:
        if _is_met(plan, solver, condition, fresh):
            continue
        takes = tuple(values_for(condition, plan, solver, tied))
        if takes:
            once = f"a row of {labelled(plan)} meets {condition}"
            yield Freedom(plan.name, labelled(plan), once, takes)


def _is_met(plan: TablePlan, solver: Solver, condition: str, rows: Sequence[Row]) -> bool:
    names = columns_of(condition, tuple(plan.columns))
    known = [row for row in rows if row.keys() >= set(names)]
    options = [tuple(row[name] for name in names) for row in known]
    columns = [plan.columns[name] for name in names]
    return bool(solver.passing(columns, [f"({condition}) IS TRUE"], options))
