"""Values that downgrade() takes from another table, which upgrade() has not put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.trail import column_at, spot
from alembic_mrt.operations.vocabulary import Delete, Insert, Opaque, Update
from alembic_mrt.schema.objects import ForeignKey

if TYPE_CHECKING:
    from alembic_mrt.analyzer.copies import Source
    from alembic_mrt.analyzer.data.trail import Spot
    from alembic_mrt.operations.replay import Applied, Replayed


def may_be_absent(run: Replayed, place: Spot, source: Source) -> bool:
    """Tell whether a column is looked up in an older table that need not hold its values.

    Nothing in upgrade() writes into that table, and no foreign key of the column refers to it.
    """
    there = spot(source.table, source.column, place.schema)
    if there.table == place.table or column_at(run.before, there) is None:
        return False
    if any(there.table in _written_by(applied) for applied in run.upgrade):
        return False
    return not any(
        isinstance(key, ForeignKey)
        and isinstance(key.columns, tuple)
        and place.column in (name.casefold() for name in key.columns)
        for key in run.before.of_table(place.table, place.schema or None)
    )


def linking(run: Replayed, source: Source) -> tuple[str, ...]:
    """Return the columns in which upgrade() notes the row of a table that belongs to each row."""
    return tuple(
        name
        for step in (applied.operation for applied in run.upgrade)
        if isinstance(step, Update) and isinstance(step.assignments, tuple)
        if source.table in {table.casefold() for table in step.reads}
        for name, _ in step.assignments
    )


def _written_by(applied: Applied) -> set[str]:
    step = applied.operation
    if isinstance(step, Opaque):
        return {name.casefold() for name in step.tables}
    changes = isinstance(step, (Insert, Update, Delete))
    return {str(getattr(step, "table", "")).casefold()} if changes else set()
