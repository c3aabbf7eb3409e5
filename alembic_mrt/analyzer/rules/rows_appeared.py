"""A table that was there before the upgrade holds rows after the downgrade that it did not hold.

INSERT or `op.bulk_insert()` in upgrade() that no DELETE of downgrade() takes back. A warning where
it is not known which rows are inserted, or whether any: INSERT ... SELECT, ON CONFLICT DO NOTHING,
an insert under a condition.

Why: the old version of the application meets rows that it does not know, and the next upgrade
inserts them once more.

Instead: delete in downgrade() exactly the rows that upgrade() inserted, by their keys, and insert
none that were not there before.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.analyzer.data.row_losses import RowLoss, rows_left
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT205"
NAME = "rows-appeared"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each statement whose rows stay."""
    for entry, loss, where in every(context, rows_left):
        yield _finding(entry, loss, where)


def _finding(entry: Analysed, loss: RowLoss, where: str) -> Finding:
    return Finding(
        code=CODE,
        severity=loss.severity,
        message=f"Table '{loss.table}': rows appear after rollback{where}: {loss.reason}.",
        revision=entry.revision,
        location=loss.applied.operation.location,
        related=entry.operations.downgrade.location,
        remedy=f'Add to downgrade(): op.execute("DELETE FROM {loss.table} WHERE ...") with the '
        "keys of exactly these rows.",
        object=f"rows of {loss.table}",
    )
