"""Rows that meet a condition which a statement of the revision puts on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.plan import Check
from alembic_mrt.roundtrip.seed.rows import identity
from alembic_mrt.roundtrip.seed.solve import Solver
from alembic_mrt.roundtrip.seed.sqltext import columns_of, conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic_mrt.roundtrip.seed.complete import Completion
    from alembic_mrt.roundtrip.seed.plan import TablePlan
    from alembic_mrt.roundtrip.seed.rows import Row, Taken
    from alembic_mrt.roundtrip.seed.solve import Option

_EACH = 2
"""How many rows are made for each condition."""
_TRIED = 12


@dataclass(frozen=True, slots=True)
class Meeting:
    """Make rows of one table that meet conditions; ``completion`` adds their other columns."""

    solver: Solver
    completion: Completion

    def rows(self, expressions: Iterable[str]) -> list[Row]:
        """Return rows for each condition that values can be found for."""
        found: list[Row] = []
        for expression in expressions:
            found += islice(self._meeting(expression, len(found)), _EACH)
        return found

    def _meeting(self, expression: str, turn: int) -> Iterator[Row]:
        """Yield rows that meet one condition, and have keys of their own."""
        for option, names in self._options(expression):
            row = self.completion.complete(
                dict(zip(names, option, strict=True)), turn, optional=True
            )
            if not isinstance(row, str) and self._is_free(row):
                take(self.completion.taken, [row])
                yield row

    def _is_free(self, row: Row) -> bool:
        taken = self.completion.taken.items()
        return all(identity(unique, row) not in places for unique, places in taken)

    @property
    def _plan(self) -> TablePlan:
        return self.completion.plan

    def _options(self, expression: str) -> Iterator[tuple[Option, tuple[str, ...]]]:
        """Yield values of the columns that the condition can be met by."""
        parts = self._settable(expression)
        names = tuple(dict.fromkeys(name for part in parts for name in part.columns))
        if not names:
            return
        bound = [c for c in self._plan.checks if set(c.columns) <= set(names)]
        columns = [self._plan.columns[name] for name in names]
        # A CHECK is kept where nobody can tell, a WHERE is met only where it is true.
        met = [replace(part, expression=f"({part.expression}) IS TRUE") for part in parts]
        options = self.solver.solve(columns, [], [*parts, *met, *bound], [])
        full = sorted(options, key=lambda option: option.count(None))
        yield from ((option, names) for option in full[:_TRIED])

    def _settable(self, expression: str) -> list[Check]:
        """Return what of a condition is about columns whose values we choose."""
        tied = {c for r in self.completion.now for c in r.columns} | self.completion.held
        names = tuple(n for n in self._plan.written if n not in tied)
        every = tuple(self._plan.columns)
        parts = [(part, columns_of(part, every)) for part in conjuncts(expression)]
        return [Check(part, used) for part, used in parts if used and set(used) <= set(names)]


def take(taken: Taken, rows: Sequence[Row]) -> None:
    """Note the places that rows take in unique keys."""
    for unique, places in taken.items():
        found = (identity(unique, row) for row in rows)
        places.update(place for place in found if place is not None)
