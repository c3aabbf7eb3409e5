"""Columns that are renamed crosswise: each comes back under the name of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.flow import turns
from alembic_mrt.analyzer.data.trail import Spot, back, column_at, forth, spot
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Opaque

if TYPE_CHECKING:
    from alembic_mrt.operations.replay import Applied, Replayed


def crossed(run: Replayed) -> Iterator[tuple[Applied, Spot, Spot]]:
    """Yield the renames of upgrade() with what the column was called, and what it is in the end.

    Only where another column of old has its name then, and no statement writes into it.
    """
    for index, applied in enumerate(run.upgrade):
        operation = applied.operation
        if isinstance(operation, AlterColumn) and operation.new_name != KEEP:
            here = spot(operation.table, operation.column, operation.schema)
            start = back(run.upgrade[:index], here)
            last = _in_the_end(run, start) if start is not None else None
            if start is not None and last is not None and _is_another(run, start, last):
                yield applied, start, last


def _in_the_end(run: Replayed, start: Spot) -> Spot | None:
    """Return what a column is called after both functions, None where one may write into it."""
    end = forth(run.upgrade, start)
    steps = (*run.upgrade, *run.downgrade)
    unread = any(isinstance(applied.operation, Opaque) for applied in steps)
    if end is None or unread or not all(applied.certain for applied in steps):
        return None
    written = [*turns(run.upgrade, start, run.dialect), *turns(run.downgrade, end, run.dialect)]
    return None if written else forth(run.downgrade, end)


def _is_another(run: Replayed, start: Spot, last: Spot) -> bool:
    """Tell whether the old name is taken by another column by then, and the new one was."""
    crossing = last != start and last.table == start.table
    return (
        crossing
        and column_at(run.before, last) is not None
        and column_at(run.downgraded, start) is not None
    )
