"""A statement that PostgreSQL refuses inside a transaction stands inside one.

CREATE or DROP INDEX CONCURRENTLY, REINDEX ... CONCURRENTLY, DETACH PARTITION ... CONCURRENTLY,
VACUUM, CREATE or DROP DATABASE, CREATE or DROP TABLESPACE, ALTER SYSTEM. Alembic opens a
transaction around a revision.

Why: the step fails: "CREATE INDEX CONCURRENTLY cannot run inside a transaction block". (PostgreSQL
documentation, CREATE INDEX, "Building Indexes Concurrently".)

Instead: put it into `with op.get_context().autocommit_block():`, in a revision of its own.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import CreateIndex, DropIndex, Execute, Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT105"
NAME = "outside-transaction"
SEVERITY = Severity.ERROR
_REFUSED: Final = re.compile(
    r"^(vacuum|reindex\b.*\bconcurrently|(create|drop) (database|tablespace)|alter system"
    r"|reindex (\(.*?\) )?(database|system))\b|^alter table .* detach partition .* concurrently"
)
_ENDS: Final = re.compile(r"^(commit|end|rollback)\b(?! (to|prepared))")
_BEGINS: Final = re.compile(r"^(begin|start transaction)\b")
_ABOUT: Final = (CreateIndex, DropIndex, Execute, Opaque)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such statement, in either direction."""
    return trap_findings(context, CODE, _look, _ABOUT)


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in (None, "postgresql"):
        return
    inside = True
    for applied in step.applied:
        operation = applied.operation
        text = operation.sql if isinstance(operation, Execute) else ""
        inside = (inside and not _ENDS.match(text)) or bool(_BEGINS.match(text))
        refused = _refused(operation)
        if refused and inside and not operation.autocommit:
            yield Trap(
                applied,
                f"{step.name}() runs {refused} inside the transaction that Alembic opens: "
                "PostgreSQL refuses",
                "Put it into its own block: with op.get_context().autocommit_block(): ...",
                refused,
            )


def _refused(operation: Operation) -> str:
    """Return what to call a statement that needs to be outside of transactions, or nothing."""
    if isinstance(operation, CreateIndex) and operation.concurrently is True:
        return f"CREATE INDEX CONCURRENTLY {operation.name}"
    if isinstance(operation, DropIndex) and operation.concurrently is True:
        return f"DROP INDEX CONCURRENTLY {operation.name}"
    text = operation.sql if isinstance(operation, Execute) else ""
    text = operation.source if isinstance(operation, Opaque) else text
    match = _REFUSED.match(text.lower())
    return match[0].upper() if match else ""
