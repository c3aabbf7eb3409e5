"""A batch copies a table with a generated column.

Batch mode puts all rows into a new table, with a value for every column that the old one has, the
generated ones too. Silent where the batch copies no table (on SQLite it only adds columns or
indexes), and where it drops the generated column: it may add it again at once.

Why: the database refuses, with or without rows: "cannot INSERT into generated column". A history
that is only run upwards may not notice, since a batch that adds a column copies nothing, and the
one of downgrade() that drops it again does.

Instead: `batch.drop_column("total")` and `batch.add_column(sa.Column("total", sa.Integer(),
sa.Computed("price * pieces")))` in the same batch.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.batch_copies import batch_of, is_copied
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AddColumn, DropColumn
from alembic_mrt.schema.objects import UNKNOWN, Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT140"
NAME = "batch-copies-generated"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each batch that fails on a generated column."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied:
        batch = batch_of(step.applied, applied)
        if batch and batch[0] is applied and is_copied(batch, step.dialect):
            yield from (_trap(step, applied, column) for column in _in_the_way(batch))


def _in_the_way(batch: Sequence[Applied]) -> Iterator[Column]:
    """Yield the generated columns that a batch would write into."""
    made_anew = {name for step in batch if (name := _made_anew(step))}
    for column in _copied(batch[0]):
        generated = column.generated not in (None, UNKNOWN)
        if generated and str(column.name).casefold() not in made_anew:
            yield column


def _made_anew(applied: Applied) -> str:
    operation = applied.operation
    if isinstance(operation, AddColumn):
        return str(operation.column.name).casefold()
    return str(operation.column).casefold() if isinstance(operation, DropColumn) else ""


def _copied(applied: Applied) -> Iterator[Column]:
    """Yield the columns of the table as the batch is told of them, or finds them."""
    options = applied.operation.batch_options
    table = str(getattr(applied.operation, "table", ""))
    held: Sequence[SchemaObject] = applied.before.columns(
        table, getattr(applied.operation, "schema", None)
    )
    told = options.told if options is not None else ()
    copied = options.copy_from if options is not None else None
    given = {str(column.name).casefold() for column in told}
    for column in (*told, *(held if copied is None else copied)):
        if isinstance(column, Column) and (
            column in told or str(column.name).casefold() not in given
        ):
            yield column


def _trap(step: Step, applied: Applied, column: Column) -> Trap:
    table = getattr(applied.operation, "table", "")
    return Trap(
        applied,
        f"{step.name}() copies {table} in batch mode, and writes into generated column "
        f"{table}.{column.name}: the database refuses",
        f'Drop {column.name} in the batch and add it again: batch.drop_column("{column.name}"), '
        f'batch.add_column(sa.Column("{column.name}", ..., sa.Computed("{column.generated}"))).',
        f"{table}.{column.name}",
    )
