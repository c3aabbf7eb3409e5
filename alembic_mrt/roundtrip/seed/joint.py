"""Values for some columns of a table, together with those that its checks tie them to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.roundtrip.seed.pool import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from alembic_mrt.roundtrip.seed.plan import Check, TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row
    from alembic_mrt.roundtrip.seed.solve import Solver

Takes: TypeAlias = tuple[tuple[str, Value], ...]


class Joint:
    """Choose values that all checks of one table accept."""

    def __init__(self, plan: TablePlan, solver: Solver) -> None:
        self._plan = plan
        self._solver = solver

    def choose(
        self, columns: Sequence[str], rows: Sequence[Row] = (), also: Sequence[Check] = ()
    ) -> list[Takes]:
        """Return values for ``columns`` and for those that checks tie them to.

        They are those of one of ``rows``, where any are given; ``also`` are checks to be met
        beside those of the table. Columns that nobody writes are NULL.
        """
        names = self._tied(columns)
        checks = [c for c in self._plan.checks if not names.isdisjoint(c.columns)]
        spoken_of = dict.fromkeys(n for c in checks for n in c.columns)
        chosen = [*columns, *(n for n in spoken_of if n in names and n not in columns)]
        others = [self._plan.columns[n] for n in spoken_of if n not in names]
        facts = [self._plan.columns[name] for name in chosen]
        found = self._solver.solve(facts, rows, [*also, *checks], others)
        return [tuple(zip(chosen, option, strict=True)) for option in found]

    def breaks(self, check: Check) -> bool:
        """Tell whether some row breaks a check, whatever else stands in its way."""
        facts = [self._plan.columns[name] for name in check.columns]
        free = [replace(column, nullable=True) for column in facts]
        found = self._solver.solve(free, (), [negation(check)], ())
        return bool(set(found).difference(self._solver.passing(free, [check.expression], found)))

    def _tied(self, columns: Collection[str]) -> set[str]:
        """Return the written columns that hang together with ``columns`` by checks."""
        written, found = set(self._plan.written), set(columns)
        while True:
            near = (set(c.columns) for c in self._plan.checks if not found.isdisjoint(c.columns))
            more = found.union(*near) & written | found
            if more == found:
                return found
            found = more


def negation(check: Check) -> Check:
    """Return the check that is met by what breaks another one."""
    return replace(check, expression=f"NOT ({check.expression})", cases=())
