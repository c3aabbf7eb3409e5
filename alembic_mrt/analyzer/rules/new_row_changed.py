"""A downgrade changes what users wrote after the upgrade, although the old schema can hold it.

UPDATE in downgrade() that makes another value of one which the old schema takes, and from which
the next upgrade does not make the written one again: a reset of a column that upgrade() never
touched, a cut that presumes a prefix, a division that presumes a product. Check finds it as a
warning, since it depends on what has been written; the round trip as an error.

Also a column that downgrade() takes back from one which upgrade() has added: rows that leave that
one out lose what they have, unless WHERE passes them over.

Silent where the old schema refuses the value, as a foreign key does to a row that only upgrade()
inserts, and where the next upgrade makes it again.

Why: the row is there and its content is wrong, which nothing else will tell.

Instead: let downgrade() change only what upgrade() changed, and only where the old schema asks for
it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.changes import Change, changed_new_rows
from alembic_mrt.analyzer.data.every import every
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT208"
NAME = "new-row-changed"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each column in which a downgrade changes rows of users."""
    for entry, change, where in every(context, changed_new_rows):
        yield _finding(entry, change, where)


def _finding(entry: Analysed, change: Change, where: str) -> Finding:
    column = change.column
    return Finding(
        code=CODE,
        severity=change.severity,
        message=f"Table '{column.table}': downgrade() changes column '{column.name}' of rows "
        f"written after the upgrade{where}: {change.reason}.",
        revision=entry.revision,
        location=change.applied.operation.location,
        related=entry.operations.upgrade.location,
        remedy="Let downgrade() leave alone what users have written since: narrow its WHERE to "
        "the rows that upgrade() has changed.",
        object=column.label,
    )
