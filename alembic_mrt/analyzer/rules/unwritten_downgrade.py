"""downgrade() raises an exception that declares nothing.

NotImplementedError says that downgrade() is not written yet, another exception without a message
says nothing at all, and one that is raised after some work leaves that work to be rolled back,
or, on a database without transactional DDL, half done. While upgrade() is still empty the finding
is a note.

Why: the revision cannot be taken back, nor can any below it, and nobody has said that this is
meant.

Instead: write downgrade(), or declare the revision irreversible: raise an exception with a
message that says why and what to do, or set a module-level `irreversible = "reason"`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Raise

CODE = "MRT103"
NAME = "unwritten-downgrade"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that raises and declares nothing."""
    for entry in context.revisions:
        raised = entry.raises
        if raised is not None and entry.irreversible is None:
            yield _finding(entry, raised)


def _finding(entry: Analysed, raised: Raise) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY if _does_something(entry) else Severity.NOTE,
        message=f"downgrade() of revision {entry.revision} {_what(entry, raised)}.",
        revision=entry.revision,
        location=raised.location,
        related=entry.operations.downgrade.location,
        remedy="Write downgrade(), or raise an exception that says why it cannot be written.",
        object="downgrade",
    )


def _does_something(entry: Analysed) -> bool:
    unknown = any(isinstance(step, Opaque) for step in entry.upgrade)
    return bool(entry.upgrade_effects) or unknown


def _what(entry: Analysed, raised: Raise) -> str:
    if entry.downgrade_effects:
        return f"always ends in {raised.exception}, after it has changed the database"
    if raised.exception == "NotImplementedError":
        return "is not written: it raises NotImplementedError"
    return (
        f"raises {raised.exception} without a message, which neither undoes nor declares anything"
    )
