"""A label is added to an enum type and used in the same transaction.

PostgreSQL takes `ALTER TYPE ... ADD VALUE` inside a transaction since version 12, but the new
label may not be used before that transaction is committed, unless the type was made in it.

Why: the step fails: "unsafe use of new value". (PostgreSQL documentation, ALTER TYPE, "Notes".)

Instead: add the label in `with op.get_context().autocommit_block():`, or in a revision of its own.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.defaults import quoted
from alembic_mrt.operations.vocabulary import AddColumn, AlterColumn, AlterObject, Insert, Update
from alembic_mrt.schema.objects import EnumType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT106"
NAME = "new-label-used"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each statement that uses a label too early."""
    return trap_findings(context, CODE, _look, (AlterObject,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in (None, "postgresql"):
        return
    first = step.applied[0].before if step.applied else None
    added: list[tuple[str, str, Applied]] = []
    for applied in step.applied:
        operation = applied.operation
        if operation.autocommit:
            # Entering the block has committed what was added before.
            added = []
        elif _adds(operation) and first is not None:
            assert isinstance(operation, AlterObject)
            made_before = (EnumType.kind, operation.schema or "", "", str(operation.name))
            if first.get(made_before) is not None:
                added.append((str(operation.name), str(operation.value), applied))
        for name, label, where in added:
            if _uses(applied, name, label):
                yield _trap(step, applied, where, f"{name} '{label}'")


def _trap(step: Step, applied: Applied, added: Applied, label: str) -> Trap:
    return Trap(
        applied,
        f"{step.name}() uses the label that it has added to enum type {label} in the same "
        "transaction: PostgreSQL refuses",
        "Add it before, in a block of its own: with op.get_context().autocommit_block(): ...",
        f"enum type {label}",
        related=added,
    )


def _adds(operation: Operation) -> bool:
    return (
        isinstance(operation, AlterObject)
        and operation.change == "add"
        and isinstance(operation.value, str)
    )


def _uses(applied: Applied, name: str, label: str) -> bool:
    """Tell whether an operation writes, compares with or defaults to a label."""
    operation, literal = applied.operation, quoted(label)
    if isinstance(operation, AddColumn):
        return operation.column.default == literal and _is_of(operation.column.type, name)
    if not isinstance(operation, Insert | Update | AlterColumn):
        return False
    columns = applied.before.columns(str(operation.table), operation.schema)
    if columns and not any(_is_of(column.type, name) for column in columns):
        return False
    if isinstance(operation, AlterColumn):
        return operation.default == literal
    if isinstance(operation, Insert) and isinstance(operation.rows, tuple):
        return any(value == label for row in operation.rows for _, value in row)
    return literal in operation.sql


def _is_of(kind: object, name: str) -> bool:
    return isinstance(kind, str) and kind.casefold() == f"enum {name.casefold()}"
