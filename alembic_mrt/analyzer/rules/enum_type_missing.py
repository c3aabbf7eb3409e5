"""A column of an enum type is added on PostgreSQL, and nothing has created the type.

`op.create_table()` creates the types of its columns on the way; `op.add_column()` does not.

Why: the step fails: "type ... does not exist".

Instead: create it first: `sa.Enum("draft", "sent", name="state").create(op.get_bind())`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AddColumn, AlterObject, Opaque
from alembic_mrt.schema.objects import Column, EnumType, Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT116"
NAME = "enum-type-missing"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such column, in either direction."""
    return trap_findings(context, CODE, _look, (AddColumn,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect != "postgresql" or not step.run.closed:
        return
    for index, applied in enumerate(step.applied):
        name = _needed(applied)
        read = not any(_may_create(before) for before in step.applied[:index])
        if name and read and not _exists(applied.before, name):
            yield _trap(step, applied, name)


def _needed(applied: Applied) -> str:
    """Return the name of the enum type that a column needs."""
    operation = applied.operation
    made = operation.needs if isinstance(operation, AddColumn) else None
    return str(made.name) if made is not None else ""


def _may_create(applied: Applied) -> bool:
    operation = applied.operation
    return isinstance(operation, Opaque | AlterObject) and getattr(operation, "effect", "") != (
        Opaque.DATA
    )


def _exists(schema: Schema, name: str) -> bool:
    folded = name.casefold()
    made = (found for _, found in schema.buckets.every(EnumType))
    if any(str(found.name).casefold() == folded for found in made):
        return True
    used = (column for _, column in schema.buckets.every(Column))
    return any(str(getattr(c, "type", "")).casefold() == f"enum {folded}" for c in used)


def _trap(step: Step, applied: Applied, name: str) -> Trap:
    operation = applied.operation
    assert isinstance(operation, AddColumn)
    label = f"{operation.table}.{operation.column.name}"
    return Trap(
        applied,
        f"{step.name}() adds {label} of the enum type {name}, which nothing has created: "
        "PostgreSQL refuses",
        f'Create it first: sa.Enum(..., name="{name}").create(op.get_bind()).',
        f"enum type {name}",
    )
