"""An index is created CONCURRENTLY, and nothing takes away what a failed attempt leaves.

With IF NOT EXISTS, or behind a question to the Inspector, the next attempt takes the leftover for
the index; else it fails on it. Silent where the same function drops the index first, or looks into
`pg_index`.

Why: CREATE INDEX CONCURRENTLY is not rolled back. Where it fails (duplicates, a deadlock, a
time-out) an invalid index stays behind, which no query uses and the Inspector shows like any
other.

Instead: within the block, first
`op.drop_index(name, if_exists=True, postgresql_concurrently=True)`, then
`op.create_index(name, ..., postgresql_concurrently=True)` without `if_not_exists`.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeGuard

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_workspace import asks
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, Execute, Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT128"
NAME = "concurrently-without-cleanup"
SEVERITY = Severity.NOTE

_LOOKS: Final = re.compile(r"\bpg_index\b|\bindisvalid\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation, in either direction."""
    return trap_findings(context, CODE, _look, (CreateIndex,))


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in (None, "postgresql"):
        return
    operations = [applied.operation for applied in step.applied]
    if any(_LOOKS.search(_sql(operation)) for operation in operations):
        return
    dropped: set[object] = set()
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, DropIndex):
            dropped.add(operation.name)
        elif _is_bare(operation) and operation.name not in dropped:
            yield _trap(step, applied, operation)


def _is_bare(operation: Operation) -> TypeGuard[CreateIndex]:
    concurrent = isinstance(operation, CreateIndex) and operation.concurrently is True
    return concurrent and (asks(operation) or not operation.maybe)


def _sql(operation: Operation) -> str:
    """Return the SQL of a statement that is no directive."""
    if isinstance(operation, Opaque):
        return operation.source
    return operation.sql if isinstance(operation, Execute) else ""


def _trap(step: Step, applied: Applied, operation: CreateIndex) -> Trap:
    hidden = operation.if_not_exists or asks(operation)
    then = "takes it for the index" if hidden else "fails on it"
    return Trap(
        applied,
        f"{step.name}() creates index {operation.name} CONCURRENTLY: where that fails, an invalid "
        f"index stays, and the next attempt {then}",
        f'Drop it first: op.drop_index("{operation.name}", if_exists=True, '
        "postgresql_concurrently=True)" + ", and then create it unasked." * hidden,
        f"index {operation.name}",
        SEVERITY,
    )
