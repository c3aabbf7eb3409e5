"""upgrade() is missing, or does nothing.

A missing upgrade() is an error, an empty one a note. The first revision, merges and revisions with
a branch label or `depends_on` may be empty: they are there for their place in the graph.

Why: Alembic cannot run a script without upgrade(). An empty revision says that something has
changed where nothing has; mostly its autogeneration was looked at too late, or not at all.

Instead: write upgrade(). Delete a revision that is not needed, before others follow it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT701"
NAME = "empty-upgrade"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each revision without an upgrade."""
    for entry in context.revisions:
        if _is_missing(entry):
            message = f"Revision {entry.revision} has no upgrade(); Alembic cannot run it."
            yield _finding(entry, Severity.ERROR, message, "Add `def upgrade() -> None:`.")
        elif _is_needless(entry):
            message = f"upgrade() of revision {entry.revision} does nothing."
            yield _finding(entry, SEVERITY, message, "Delete the revision, or write upgrade().")


def _is_missing(entry: Analysed) -> bool:
    bound = {"upgrade", "*"} & entry.script.binds
    return not (entry.operations.upgrade.present or entry.script.unread or bound)


def _is_needless(entry: Analysed) -> bool:
    script, steps = entry.script, entry.operations
    placed = len(script.down_revisions) != 1 or script.branch_labels or script.depends_on
    return steps.upgrade.stub and not placed and not steps.downgrade.operations


def _finding(entry: Analysed, severity: Severity, message: str, remedy: str) -> Finding:
    step = entry.operations.upgrade
    return Finding(
        code=CODE,
        severity=severity,
        message=message,
        revision=entry.revision,
        location=step.location if step.present else entry.script.location(),
        remedy=remedy,
        object="upgrade",
    )
