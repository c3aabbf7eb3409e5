"""downgrade() raises an exception that declares nothing.

NotImplementedError says that downgrade() is not written yet, another exception without a message
says nothing at all. While upgrade() is still empty the finding is a note. One that is raised after
some work is [MRT131](MRT131.md).

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
        worked = bool(entry.downgrade_effects)
        if raised is not None and entry.irreversible is None and not worked:
            yield _finding(entry, raised)


def _finding(entry: Analysed, raised: Raise) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY if _does_something(entry) else Severity.NOTE,
        message=f"downgrade() of revision {entry.revision} {_what(raised)}.",
        revision=entry.revision,
        location=raised.location,
        related=entry.operations.downgrade.location,
        remedy="Write downgrade(), or raise an exception that says why it cannot be written.",
        object="downgrade",
    )


def _does_something(entry: Analysed) -> bool:
    unknown = any(isinstance(step, Opaque) for step in entry.upgrade)
    return bool(entry.upgrade_effects) or unknown


def _what(raised: Raise) -> str:
    if raised.exception == "NotImplementedError":
        return "is not written: it raises NotImplementedError"
    return (
        f"raises {raised.exception} without a message, which neither undoes nor declares anything"
    )
