"""A batch on SQLite drops a column that a named CHECK constraint speaks of.

Batch mode makes the table anew with all of its named constraints. Silent where the same batch drops
the constraint.

Why: the new table cannot be made: "no such column".

Instead: `batch.drop_constraint("ck_users_status", type_="check")` in the same batch.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.vocabulary import DropColumn, DropConstraint
from alembic_mrt.schema.objects import CheckConstraint

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
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied if step.dialect == "sqlite" else ():
        operation = applied.operation
        if isinstance(operation, DropColumn) and operation.batch and not operation.maybe:
            yield from _traps(step, applied, operation)


def _traps(step: Step, applied: Applied, operation: DropColumn) -> Iterator[Trap]:
    batch = id(operation.batch_options)
    together = [a.operation for a in step.applied if id(a.operation.batch_options) == batch]
    dropped = {str(o.name) for o in together if isinstance(o, DropConstraint)}
    for found in applied.before.of_table(str(operation.table), operation.schema):
        if not isinstance(found, CheckConstraint) or not found.name or found.name in dropped:
            continue
        if str(operation.column).casefold() in words_of(found.expression):
            yield _trap(applied, operation, found.name)


def _trap(applied: Applied, operation: DropColumn, name: str) -> Trap:
    return Trap(
        applied,
        f"the batch drops column {operation.table}.{operation.column}, and check constraint {name}"
        " speaks of it: the table cannot be made anew",
        f'Add to the batch: batch.drop_constraint("{name}", type_="check")',
        f"column {operation.table}.{operation.column}",
    )
