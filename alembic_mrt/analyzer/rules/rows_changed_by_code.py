"""upgrade() changes rows of an older table by code, and downgrade() does nothing about them.

A loop that writes values of its own into each row, an ORM session, or SQL whose rows are not read
(MERGE, COPY, LOAD DATA). What they write is not known; that nothing writes into the table again is.
A note where it is not known which columns are written: it may be new ones alone. Silent where only
columns are written that the revision itself has made, and where downgrade() writes into the table
in any way.

Why: what was in the rows is overwritten or gone, and the schema looks as if nothing had happened.

Instead: keep the old values in a column or a table of their own, and put them back in downgrade().
`alembic mrt-roundtrip` sees what the code does.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.by_code import CodeChange, changed_by_code
from alembic_mrt.analyzer.data.every import every
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT209"
NAME = "rows-changed-by-code"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each table whose rows code changes for good."""
    for entry, change, where in every(context, changed_by_code):
        yield _finding(entry, change, where)


def _finding(entry: Analysed, change: CodeChange, where: str) -> Finding:
    columns = f" ({', '.join(change.columns)})" if change.columns else ""
    operation = change.applied.operation
    means = "in Python" if not operation.in_sql else "by SQL that is not read"
    return Finding(
        code=CODE,
        severity=change.severity,
        message=f"Table '{change.label}': upgrade() changes rows {means}{columns}{where}, and "
        "downgrade() does not write into it.",
        revision=entry.revision,
        location=operation.location,
        related=entry.operations.downgrade.location,
        remedy=f"Keep the old values of {change.label} where downgrade() can find them, and put "
        "them back there.",
        object=f"rows of {change.label}",
    )
