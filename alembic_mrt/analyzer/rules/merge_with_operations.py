"""A merge revision changes the database.

Why: a merge is made to join branches, and is looked at as such. Its downgrade parts them again:
Alembic then has two heads, and the rows and columns of this revision belong to neither.

Instead: let the merge revision do nothing, and put the operations into a revision after it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.wording import summary
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT508"
NAME = "merge-with-operations"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each merge that does something besides."""
    for entry in context.revisions:
        if len(entry.script.down_revisions) > 1 and entry.upgrade_effects:
            yield _finding(entry)


def _finding(entry: Analysed) -> Finding:
    effects, script = entry.upgrade_effects, entry.script
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {script.revision} joins {' and '.join(script.down_revisions)}, and its "
        f"upgrade() {summary(effects)}.",
        revision=script.revision,
        location=effects[0].location,
        related=script.location("down_revision"),
        remedy='Move the operations into a revision of their own: alembic revision -m "...".',
        object="upgrade",
    )
