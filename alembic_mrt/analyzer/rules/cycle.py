"""Revisions follow each other in a circle, or one follows itself.

Why: Alembic cannot load the history, no command works.

Instead: let down_revision (or depends_on) name the revision after which the script was written.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context

CODE = "MRT504"
NAME = "cycle"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield the faults of this kind, which reading the history has found."""
    return (fault for fault in context.history.faults if fault.code == CODE)
