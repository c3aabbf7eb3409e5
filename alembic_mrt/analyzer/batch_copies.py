"""What the operations of one batch do together, where it copies the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.operations.replay_batch import WITHOUT_COPY
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Column


def batch_of(steps: Sequence[Applied], applied: Applied) -> list[Applied]:
    """Return the operations of the batch that one stands in, in order; none outside of a batch."""
    options = applied.operation.batch_options
    if options is None:
        return []
    return [step for step in steps if step.operation.batch_options is options]


def is_copied(batch: Sequence[Applied], dialect: str | None) -> bool:
    """Tell whether a batch copies its table to do all that it does."""
    options = batch[0].operation.batch_options if batch else None
    if options is None or options.recreate != "auto":
        return options is not None and options.recreate == "always"
    in_place = all(isinstance(step.operation, WITHOUT_COPY) for step in batch)
    return dialect == "sqlite" and not in_place


def as_left(batch: Sequence[Applied], column: Column) -> Column:
    """Return a column that a batch adds as it is in the copy."""
    for step in batch:
        altered = step.operation
        if isinstance(altered, AlterColumn) and _names(altered, column):
            given = {name: getattr(altered, name) for name in ("nullable", "default")}
            column = replace(column, **{k: v for k, v in given.items() if v != KEEP})
    return column


def _names(altered: AlterColumn, column: Column) -> bool:
    return str(altered.column).casefold() == str(column.name).casefold()
