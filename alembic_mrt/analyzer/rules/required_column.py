"""A required column without a default is added to a table that may hold rows.

NOT NULL and no server default, identity or generated value. `default=` of a column is Python's
and writes nothing into old rows. A warning in upgrade(); an error in downgrade(), where the table
has been in use. Silent where the revision itself made the table, or has just deleted all of its
rows. MySQL and MariaDB fill in a value of their own.

Where a batch copies the table, what counts is the column as the batch leaves it: the copy gets
neither a default that `alter_column` takes away again in the same batch, nor a value that an
UPDATE is to write before it sets NOT NULL.

Why: there is nothing to put into the rows that are there: "column contains null values". SQLite
refuses it even on an empty table, outside of batch mode.

Instead: add it nullable, fill it, then set NOT NULL; or give it a `server_default`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.batch_copies import as_left, batch_of, is_copied
from alembic_mrt.analyzer.data.trail import Spot, back, forth, spot
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AddColumn, Delete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import Column

CODE = "MRT113"
NAME = "required-column"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such column, in either direction."""
    return trap_findings(context, CODE, _look, (AddColumn,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect in ("mysql", "mariadb"):
        return
    for index, applied in enumerate(step.applied):
        operation = applied.operation
        if not isinstance(operation, AddColumn):
            continue
        column = _in_the_end(step, applied, operation.column)
        if not _is_required(column, operation):
            continue
        problem = applied.problem is not None
        if not problem and not operation.if_not_exists and _may_hold_rows(step, index):
            yield _trap(step, applied, column)


def _is_required(column: Column, operation: AddColumn) -> bool:
    given = (column.default, column.identity, column.generated)
    return column.nullable is False and not operation.serial and given == (None, None, None)


def _in_the_end(step: Step, applied: Applied, column: Column) -> Column:
    """Return a new column as the copy of its table has it, where a batch makes one."""
    batch = batch_of(step.applied, applied)
    return as_left(batch, column) if is_copied(batch, step.dialect) else column


def _may_hold_rows(step: Step, index: int) -> bool:
    """Tell whether the table was there before the revision and has not just been emptied."""
    operation = step.applied[index].operation
    table = spot(getattr(operation, "table", ""), "", getattr(operation, "schema", None))
    origin: Spot | None = back(step.applied[:index], table)
    if origin is None or any(_empties(step, at, index, table) for at in range(index)):
        return False
    return step.name == "upgrade" or back(step.run.upgrade, origin) is not None


def _empties(step: Step, at: int, index: int, table: Spot) -> bool:
    operation = step.applied[at].operation
    if not isinstance(operation, Delete) or operation.where is not None:
        return False
    emptied = spot(operation.table, "", operation.schema)
    return forth(step.applied[at:index], emptied) == table


def _trap(step: Step, applied: Applied, column: Column) -> Trap:
    operation = applied.operation
    assert isinstance(operation, AddColumn)
    label = f"{operation.table}.{column.name}"
    adds = f"adds {label} with NOT NULL and no server default"
    instead = (
        f'Add it with nullable=True, fill it, then op.alter_column("{operation.table}", '
        f'"{column.name}", nullable=False); or give it a server_default.'
    )
    if column != operation.column:
        adds = f"adds {label}, which its batch leaves with NOT NULL and no server default"
        instead = "Put alter_column into a batch of its own, after the one that adds the column."
    return Trap(
        applied,
        f"{step.name}() {adds}: it fails where the table holds rows",
        instead,
        label,
        Severity.WARNING if step.name == "upgrade" else SEVERITY,
    )
