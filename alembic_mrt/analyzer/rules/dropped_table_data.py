"""An upgrade drops a table whose rows the downgrade cannot bring back.

Silent where the revision itself made the table, where the table is only renamed, and where
upgrade() copies the rows into a table that stays and downgrade() copies them back. A
warning where the WHERE of that INSERT passes rows over, such as those in which all is NULL.

Why: the downgrade creates the table again, empty.

Instead: rename the table, and drop it in a later release. Or copy the rows into an archive that
downgrade() reads before it drops it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.losses import every_loss, lost_tables
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.analyzer.losses import Loss

CODE = "MRT202"
NAME = "dropped-table-data"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each table whose rows are lost."""
    for entry, loss, where in every_loss(context, lost_tables):
        yield _finding(entry, loss, where)


def _finding(entry: Analysed, loss: Loss, where: str) -> Finding:
    verb = "are lost" if loss.severity is Severity.ERROR else "may be lost"
    return Finding(
        code=CODE,
        severity=loss.severity,
        message=f"upgrade() drops table '{loss.what.label}'{where}; its rows {verb}: "
        f"{loss.reason}.",
        revision=entry.revision,
        location=loss.applied.operation.location,
        related=entry.operations.downgrade.location,
        remedy=f"Rename {loss.what.label} and drop it in a later release, or copy its rows into "
        "an archive that downgrade() reads.",
        object=f"table {loss.what.label}",
    )
