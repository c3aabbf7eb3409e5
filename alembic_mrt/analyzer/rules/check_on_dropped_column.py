"""A batch on SQLite drops a column that a named CHECK constraint speaks of.

Batch mode makes the table anew with all of its named constraints. Silent where the same batch drops
the constraint, as `existing_type` does with that of a type, or adds a column of the same name, and
where the table of `copy_from` has no such constraint.

Why: the new table cannot be made: "no such column".

Instead: `batch.drop_constraint("ck_users_status", type_="check")` in the same batch.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.sa_implied import NameOfType
from alembic_mrt.operations.vocabulary import AddColumn, DropColumn, DropConstraint
from alembic_mrt.schema.objects import UNKNOWN, CheckConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT118"
NAME = "check-on-dropped-column"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    return trap_findings(context, CODE, _look, (DropColumn,))


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied if step.dialect == "sqlite" else ():
        operation = applied.operation
        if isinstance(operation, DropColumn) and _is_copied(operation) and not operation.maybe:
            yield from _traps(step, applied, operation)


def _is_copied(operation: DropColumn) -> bool:
    options = operation.batch_options
    return operation.batch and (options is None or options.recreate != "never")


def _traps(step: Step, applied: Applied, operation: DropColumn) -> Iterator[Trap]:
    batch = id(operation.batch_options)
    together = [a.operation for a in step.applied if id(a.operation.batch_options) == batch]
    added = {o.column.name for o in together if isinstance(o, AddColumn)}
    if operation.column in added or operation.check is UNKNOWN:
        return
    dropped = {o.name for o in together if isinstance(o, DropConstraint)} | {operation.check}
    for found in _checks(applied, operation):
        if found.name not in dropped and str(operation.column).casefold() in words_of(
            found.expression
        ):
            yield _trap(applied, operation, str(found.name))


def _checks(applied: Applied, operation: DropColumn) -> Iterator[CheckConstraint]:
    """Yield the named constraints of the table that the new one is made after."""
    options = operation.batch_options
    copied = options.copy_from if options is not None else None
    held = applied.before.of_table(str(operation.table), operation.schema)
    for found in held if copied is None else copied:
        of_type = copied is not None and isinstance(found.name, NameOfType)
        if isinstance(found, CheckConstraint) and found.name and not of_type:
            yield found


def _trap(applied: Applied, operation: DropColumn, name: str) -> Trap:
    return Trap(
        applied,
        f"the batch drops column {operation.table}.{operation.column}, and check constraint {name}"
        " speaks of it: the table cannot be made anew",
        f'Add to the batch: batch.drop_constraint("{name}", type_="check")',
        f"column {operation.table}.{operation.column}",
    )
