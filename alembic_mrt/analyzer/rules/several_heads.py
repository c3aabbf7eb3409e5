"""The history ends in more than one revision.

Not a finding where every head carries a branch label of its own, or where the configuration names
exactly these heads (`heads = a b`).

Why: `alembic upgrade head` refuses to choose. Mostly two people started from the same revision,
or a new revision has `down_revision = None` by mistake.

Instead: join the heads with `alembic merge -m "..." HEAD HEAD`, or correct the down_revision.
Give branches that are meant to stay apart a `branch_labels` each.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context

CODE = "MRT501"
NAME = "several-heads"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield the faults of this kind, which reading the history has found."""
    return (fault for fault in context.history.faults if fault.code == CODE)
