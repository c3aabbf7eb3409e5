"""Rows like those that the user gives, under keys of their own."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.encoding import encoded_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from alembic_mrt.roundtrip.seed.complete import Completion
    from alembic_mrt.roundtrip.seed.given import Given
    from alembic_mrt.roundtrip.seed.rows import Row


def rows_like(
    given: Given, completion: Completion, left_out: Collection[str]
) -> Iterator[tuple[Row, frozenset[str]]]:
    """Yield rows with the user's values, but those of keys and ``left_out``, and where they are."""
    plan = completion.plan
    new = {c for u in plan.uniques for c in u.columns}.union(left_out)
    for source, number, row in given.rows(plan.name):
        values = encoded_row(completion.facts, source, row, plan)
        fixed = {c: v for c, v in values.items() if c not in new}
        for optional in (True, False):
            found = completion.complete(fixed, number, optional=optional)
            if not isinstance(found, str):
                yield found, frozenset(fixed)


class LikeGiven:
    """Compose rows of a table that nobody else can: like those that ``rows`` yields at a time."""

    def __init__(self, rows: Callable[[], Iterator[tuple[Row, frozenset[str]]]]) -> None:
        self._rows = rows

    def distinct(self, count: int) -> list[Row]:
        """Return rows, at most ``count``; one at a time is taken for sure."""
        return [row for row, _ in islice(self._rows(), count)]
