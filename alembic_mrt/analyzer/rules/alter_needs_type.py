"""op.alter_column() does not say the type of the column where the dialect has to state it anew.

On MySQL and MariaDB for a new name, nullability, comment or AUTO_INCREMENT, on SQL Server for a new
nullability. Not where only the default changes, nor where batch mode makes the table anew
(`recreate="always"`).

Why: Alembic refuses before it asks the database: "All MySQL CHANGE/MODIFY COLUMN operations require
the existing type."

Instead: hand over `existing_type`, and on MySQL every other attribute that the column has.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT108"
NAME = "alter-needs-type"
SEVERITY = Severity.ERROR

_OF_MYSQL: Final = ("new_name", "nullable", "comment", "identity")
_NEEDING: Final = {"mysql": _OF_MYSQL, "mariadb": _OF_MYSQL, "mssql": ("nullable",)}
"""The changes that a dialect cannot make without the type."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation, in either direction."""
    return trap_findings(context, CODE, _look, (AlterColumn,))


def _look(step: Step) -> Iterator[Trap]:
    needing = _NEEDING.get(step.dialect or "", ())
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, AlterColumn) and operation.untyped and not _anew(operation):
            yield from _judge(step, applied, operation, needing)


def _judge(
    step: Step, applied: Applied, operation: AlterColumn, needing: tuple[str, ...]
) -> Iterator[Trap]:
    if any(getattr(operation, name) != KEEP for name in needing):
        yield _trap(step, applied, operation)


def _anew(operation: AlterColumn) -> bool:
    """Tell whether a batch copies the table, whose types it then looks up."""
    options = operation.batch_options
    return options is not None and options.recreate == "always"


def _trap(step: Step, applied: Applied, operation: AlterColumn) -> Trap:
    column = f"{operation.table}.{operation.column}"
    return Trap(
        applied,
        f"{step.name}() alters column {column} without its type: Alembic refuses",
        "Say what type it has: existing_type=...",
        column,
    )
