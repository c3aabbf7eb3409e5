"""The schema is changed only if the database looks a certain way.

Why: the revision hides that databases have drifted apart, and lets them. Which of them a downgrade
can be run on depends on what the upgrade found.

Instead: find out why they differ, mend that, and change the schema in any case.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.wording import describe
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_workspace import asks
from alembic_mrt.operations.vocabulary import Delete, Insert, Update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT710"
NAME = "conditional-ddl"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each change of the schema under a question to the database."""
    for entry in context.revisions:
        for step in entry.upgrade_effects:
            if not isinstance(step, (Insert, Update, Delete)) and step.maybe and asks(step):
                yield _finding(entry, step)


def _finding(entry: Analysed, step: Operation) -> Finding:
    what = describe(step)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {entry.revision} {what} only if `{step.conditional}`.",
        revision=entry.revision,
        location=step.location,
        remedy="Take the condition away, once all databases are alike.",
        object=what,
    )
