"""Copies of rows that are no longer what is in their table when upgrade() takes it from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.carried import name_before
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.operations.vocabulary import Update

if TYPE_CHECKING:
    from alembic_mrt.analyzer.copies import Copy
    from alembic_mrt.operations.replay import Replayed


def is_outdated(run: Replayed, copy: Copy, about: tuple[str, int], where: str) -> bool:
    """Tell whether a table has got other rows that meet a condition since a copy was made of them.

    ``about`` are the table and the step that takes those rows: an UPDATE between the two writes a
    column that the condition asks for.
    """
    from sqlglot import exp

    tree = parsed(where)
    asked = {found.name.casefold() for found in tree.find_all(exp.Column)} if tree else set()
    return bool(asked & set(_written(run, copy, about)))


def _written(run: Replayed, copy: Copy, about: tuple[str, int]) -> Iterator[str]:
    """Yield the columns of a table that UPDATEs write after a copy, and before a step."""
    table, end = about
    steps = [applied.operation for applied in run.upgrade[:end]]
    made = next((at for at, step in enumerate(steps) if step is copy.operation), end)
    for at, step in enumerate(steps[made + 1 :], start=made + 1):
        if not isinstance(step, Update) or not isinstance(step.assignments, tuple):
            continue
        if name_before(run.upgrade[:at], step.table, step.schema) == table:
            yield from (name.casefold() for name, _ in step.assignments)
