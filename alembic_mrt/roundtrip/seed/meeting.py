"""Rows that meet a condition which a statement of the revision puts on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.rows import identity
from alembic_mrt.roundtrip.seed.values_for import values_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic_mrt.roundtrip.seed.complete import Completion
    from alembic_mrt.roundtrip.seed.rows import Row, Taken
    from alembic_mrt.roundtrip.seed.solve import Solver

_EACH = 2
"""How many rows are made for each condition."""


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
        tied = {c for r in self.completion.now for c in r.columns} | self.completion.held
        for takes in values_for(expression, self.completion.plan, self.solver, tied):
            row = self.completion.complete(dict(takes), turn, optional=True)
            if not isinstance(row, str) and self._is_free(row):
                take(self.completion.taken, [row])
                yield row

    def _is_free(self, row: Row) -> bool:
        taken = self.completion.taken.items()
        return all(identity(unique, row) not in places for unique, places in taken)


def take(taken: Taken, rows: Sequence[Row]) -> None:
    """Note the places that rows take in unique keys."""
    for unique, places in taken.items():
        found = (identity(unique, row) for row in rows)
        places.update(place for place in found if place is not None)
