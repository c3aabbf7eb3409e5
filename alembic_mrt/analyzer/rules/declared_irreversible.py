"""The revision is declared irreversible.

It is declared by a module-level `irreversible = "reason"`, or by a downgrade() that does nothing
but raise an exception other than NotImplementedError with a message. A module-level declaration
without a reason is an error.

Why: a decision on purpose is not a fault, but whoever plans a deployment has to know where the
way back ends. The list of these findings is that knowledge.

Instead: nothing, where it is meant. Otherwise write downgrade().

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT104"
NAME = "declared-irreversible"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield a note for each declaration, and an error for one that gives no reason."""
    for entry in context.revisions:
        reason = entry.irreversible
        if reason is not None:
            message = f"Revision {entry.revision} is declared irreversible: {reason.rstrip('.')}."
            yield _finding(entry, SEVERITY, message, "")
        elif entry.script.irreversible == "":
            message = f"Revision {entry.revision} is declared irreversible without a reason."
            remedy = 'Write `irreversible = "why"`, a plain string.'
            yield _finding(entry, Severity.ERROR, message, remedy)


def _finding(entry: Analysed, severity: Severity, message: str, remedy: str) -> Finding:
    raised = entry.raises
    in_header = entry.script.irreversible is not None
    return Finding(
        code=CODE,
        severity=severity,
        message=message,
        revision=entry.revision,
        location=entry.script.location("irreversible")
        if in_header or not raised
        else raised.location,
        remedy=remedy,
        object="downgrade",
    )
