"""Values of a table's columns that meet a condition which a statement puts on its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.roundtrip.seed.plan import Check
from alembic_mrt.roundtrip.seed.sqltext import columns_of, conjuncts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from alembic_mrt.roundtrip.seed.joint import Takes
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.solve import Solver

_MOST: Final = 12


def values_for(
    expression: str, plan: TablePlan, solver: Solver, tied: Collection[str]
) -> Iterator[Takes]:
    """Yield values that meet a condition, those without NULL first.

    What it says of columns that are ``tied`` to others, or that the table does not have, is left
    out.
    """
    parts = _settable(expression, plan, tied)
    names = tuple(dict.fromkeys(name for part in parts for name in part.columns))
    if not names:
        return
    bound = [c for c in plan.checks if set(c.columns) <= set(names)]
    columns = [plan.columns[name] for name in names]
    # A CHECK is kept where nobody can tell, a WHERE is met only where it is true.
    met = [replace(part, expression=f"({part.expression}) IS TRUE") for part in parts]
    options = solver.solve(columns, [], [*parts, *met, *bound], [])
    full = sorted(options, key=lambda option: option.count(None))
    yield from (tuple(zip(names, option, strict=True)) for option in full[:_MOST])


def _settable(expression: str, plan: TablePlan, tied: Collection[str]) -> list[Check]:
    """Return what of a condition is about columns whose values we choose."""
    names = {name for name in plan.written if name not in tied}
    every = tuple(plan.columns)
    parts = [(part, columns_of(part, every)) for part in conjuncts(expression)]
    return [Check(part, used) for part, used in parts if used and set(used) <= names]
