"""Two scripts have the same revision id, or two revisions the same branch label.

Why: Alembic loads one of two scripts with the same id and leaves the other out, with no more than
a warning: what it would do is never done. A branch label used twice stops every command.

Instead: give one of them another id, and correct the down_revision of the scripts that follow it.
A label stands on the first revision of its branch only.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context

CODE = "MRT502"
NAME = "duplicate-revision"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield the faults of this kind, which reading the history has found."""
    return (fault for fault in context.history.faults if fault.code == CODE)
