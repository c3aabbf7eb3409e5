"""down_revision or depends_on names a revision that no script has.

Why: Alembic cannot load the history, no command works. Mostly a script was left out of a commit,
or the id was changed.

Instead: correct the id (the whole id is needed, its beginning does not do), or restore the
script.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context

CODE = "MRT503"
NAME = "unknown-parent"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield the faults of this kind, which reading the history has found."""
    return (fault for fault in context.history.faults if fault.code == CODE)
