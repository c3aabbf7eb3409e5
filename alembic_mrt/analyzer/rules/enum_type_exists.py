"""A table is created with an enum type that PostgreSQL has already.

`op.create_table()` creates the type of each `sa.Enum` column without asking whether it is there:
after a `.create()` or CREATE TYPE, and where an older revision made it.

Why: the step fails: "type ... already exists". Alembic remembers the types that it has made in
one run, so that `alembic upgrade head` from nothing may come through where one upgrade after
another does not.

Instead: name the type without creating it: `postgresql.ENUM(name="state", create_type=False)`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import CreateObject, CreateTable, Opaque
from alembic_mrt.schema.objects import EnumType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.buckets import Key

CODE = "MRT117"
NAME = "enum-type-exists"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such table, in either direction."""
    return trap_findings(context, CODE, _look, (CreateTable,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect != "postgresql" or any(_may_drop(applied) for applied in step.applied):
        return
    implicit: set[Key] = set()
    for applied in step.applied:
        operation = applied.operation
        if not isinstance(operation, CreateTable) or operation.if_not_exists:
            continue
        for made in operation.objects:
            if isinstance(made, EnumType):
                held = applied.before.get(made.key)
                if held is not None and made.key not in implicit:
                    yield _trap(step, applied, made)
                implicit.add(made.key)


def _may_drop(applied: Applied) -> bool:
    """Tell whether a step may drop types without the replay's seeing it."""
    operation = applied.operation
    unread = isinstance(operation, Opaque) and operation.effect == Opaque.ANY
    guarded = isinstance(operation, CreateObject) and not applied.certain
    return unread or guarded


def _trap(step: Step, applied: Applied, made: EnumType) -> Trap:
    operation = applied.operation
    assert isinstance(operation, CreateTable)
    return Trap(
        applied,
        f"{step.name}() creates table {operation.table} together with the enum type {made.name}, "
        "which is there already: PostgreSQL refuses",
        f'Name the type without creating it: postgresql.ENUM(name="{made.name}", '
        "create_type=False).",
        f"enum type {made.name}",
    )
