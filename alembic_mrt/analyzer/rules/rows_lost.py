"""Rows that were there before the upgrade are not there after the downgrade.

DELETE or TRUNCATE in upgrade() on a table that an older revision made. Silent where upgrade()
copies the rows away first and downgrade() inserts them again with all their columns, where
downgrade() inserts the named rows by hand, and where they are rows that the same function has just
inserted. A warning where a condition picks the rows out: it may be that none fits.

Why: data is lost for good, although each step comes through and the schema may be right.

Instead: keep the old rows where downgrade() can find them, in a table of their own, and put them
back there; or declare the revision irreversible.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.analyzer.data.row_losses import RowLoss, rows_deleted
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT203"
NAME = "rows-lost"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each statement whose rows do not come back."""
    for entry, loss, where in every(context, rows_deleted):
        yield _finding(entry, loss, where)


def _finding(entry: Analysed, loss: RowLoss, where: str) -> Finding:
    verb = "are lost" if loss.severity is Severity.ERROR else "may be lost"
    return Finding(
        code=CODE,
        severity=loss.severity,
        message=f"Table '{loss.table}': rows that upgrade() deletes {verb}{where}: {loss.reason}.",
        revision=entry.revision,
        location=loss.applied.operation.location,
        related=entry.operations.downgrade.location,
        remedy=f'Keep them: op.execute("CREATE TABLE {loss.table}_gone AS SELECT * FROM '
        f'{loss.table} WHERE ...") before it, and op.execute("INSERT INTO {loss.table} SELECT * '
        f'FROM {loss.table}_gone") in downgrade().',
        object=f"rows of {loss.table}",
    )
