"""Rows that users wrote after the upgrade are deleted by the downgrade.

DELETE or TRUNCATE in downgrade() on a table that was there before the revision, where it takes
more than what upgrade() has inserted: without WHERE, by a range or a pattern of keys, by IS NULL
to make the next constraint pass, or by a column that does not identify a row. An error where it
takes all rows, else a warning.

A row that upgrade() inserts only where it is absent (ON CONFLICT, WHERE NOT EXISTS, IF NOT EXISTS,
a question asked first) may be older than the upgrade: to delete it by its key is a warning. So is,
where the database enforces ON DELETE CASCADE, to delete a row that others may refer to by then.

Silent where WHERE names exactly the inserted rows by their key. What was written into tables that
the revision itself made goes with them in the nature of things, and is no finding.

Why: the old version of the application could go on with these rows.

Instead: change the rows so that the old schema can hold them. Delete what upgrade() inserted by
exactly the keys that it inserted.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.analyzer.data.row_losses import RowLoss, new_rows_deleted
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT207"
NAME = "new-rows-lost"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each statement of a downgrade that takes rows of users along."""
    for entry, loss, where in every(context, new_rows_deleted):
        yield _finding(entry, loss, where)


def _finding(entry: Analysed, loss: RowLoss, where: str) -> Finding:
    verb = "are" if loss.severity is Severity.ERROR else "may be"
    inserted = loss.other.operation.location if loss.other else None
    return Finding(
        code=CODE,
        severity=loss.severity,
        message=f"Table '{loss.table}': rows written after the upgrade {verb} lost after "
        f"rollback{where}: {loss.reason}.",
        revision=entry.revision,
        location=loss.applied.operation.location,
        related=inserted or entry.operations.upgrade.location,
        remedy=_remedy(loss),
        object=f"rows of {loss.table}",
    )


def _remedy(loss: RowLoss) -> str:
    if loss.other is not None:
        return (
            f'Delete by the keys that upgrade() inserts: op.execute("DELETE FROM {loss.table} '
            'WHERE <key> IN (...)").'
        )
    return (
        "Let downgrade() bring such rows in line with the old schema, and not delete them: "
        f'op.execute("UPDATE {loss.table} SET ... WHERE ...").'
    )
