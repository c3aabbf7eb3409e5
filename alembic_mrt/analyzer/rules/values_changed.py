"""A column holds other values after the downgrade than before the upgrade.

UPDATE with `lower()`, `round()`, a constant or a CASE that makes one value of two, a type that
holds less, with or without USING. Values of the column's type, and the literals of the
statements, are sent through all that upgrade() and downgrade() do to the column; the message
names one that does not come back. A CHECK with a list and the labels of an enum bound what can be
in the column. Or columns that downgrade() renames crosswise, each to the old name of another.

A warning where only the spelling of a text is lost (blanks at the end of CHAR, letters of a UUID,
noughts before a number, the order in a jsonb document), and where a text that has the prefix or
the word already is changed on the way back.

Silent where downgrade() computes exactly the old value (`credit + 1` and `credit - 1`, a mapping
of one to one) or takes it from where upgrade() has kept it. A warning where only rows that match
a condition are changed and downgrade() leaves them so. Where all rows come to hold one and the
same value, such as NULL, the round trip calls it [MRT201](MRT201.md).

Why: the row is there and its content is wrong, which nothing else will tell.

Instead: let downgrade() restore exactly what was there. Where that cannot be computed from the new
values (rounding, lower case, a cut), let upgrade() keep the old ones in a column of their own.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.changes import Change, changed_values
from alembic_mrt.analyzer.data.every import every
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT204"
NAME = "values-changed"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each column whose values do not come back."""
    for entry, change, where in every(context, changed_values):
        yield _finding(entry, change, where)


def _finding(entry: Analysed, change: Change, where: str) -> Finding:
    column = change.column
    verb = "change for good" if change.severity is Severity.ERROR else "may change for good"
    back = change.restoring.operation.location if change.restoring else None
    return Finding(
        code=CODE,
        severity=change.severity,
        message=f"Table '{column.table}': the values of column '{column.name}' {verb}{where}: "
        f"{change.reason}.",
        revision=entry.revision,
        location=change.applied.operation.location,
        related=back or entry.operations.downgrade.location,
        remedy=_remedy(str(column.table), str(column.name)),
        object=column.label,
    )


def _remedy(table: str, name: str) -> str:
    return (
        f'Keep the old values: op.execute("UPDATE {table} SET {name}_old = {name}") in upgrade(), '
        f'op.execute("UPDATE {table} SET {name} = {name}_old") in downgrade(), with a column '
        f"{name}_old that stays until downgrade() drops it."
    )
