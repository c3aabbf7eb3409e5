"""downgrade() comes through on old rows, and fails on rows that users have written since.

The upgrade gives new rows a freedom: NULL, a repeated key, a value outside the old CHECK, a longer
text, a larger number, a new label, a reference to nothing, what a domain refused. The downgrade
takes it away again and has not brought the rows in line. Check finds it as a warning, since it
depends on what has been written; the round trip, which writes such rows, as an error.

So does a row that upgrade() inserts, downgrade() deletes, and others refer to by then.

Silent where downgrade() changes the rows first, where the new schema still refuses such values (a
CHECK that stays within the old type), and where NOT VALID leaves old rows alone. A note where
nobody can tell, and for NULL and duplicates in a column that numbers itself. Deleting the rows is
another loss: [MRT207](MRT207.md).

Why: a downgrade is mostly needed after the new version has run for a while. What the upgrade has
allowed is then in the table.

Instead: before downgrade() takes a freedom away, let it bring the rows in line with the old
schema: fill NULL, make keys distinct, cut, map to an old label.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.analyzer.data.freedoms import Freedom, taken_freedoms
from alembic_mrt.analyzer.domains import retaken_domains
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT111"
NAME = "downgrade-fails-on-new-rows"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each freedom that a downgrade takes away from rows that may use it."""
    for find in (taken_freedoms, retaken_domains):
        for entry, freedom, where in every(context, find):
            yield _finding(entry, freedom, where)


def _finding(entry: Analysed, freedom: Freedom, where: str) -> Finding:
    verb = "may fail" if freedom.severity is Severity.NOTE else "fails"
    given = freedom.given.operation.location if freedom.given else None
    return Finding(
        code=CODE,
        severity=freedom.severity,
        message=f"the downgrade works on today's data and {verb}{where} once {freedom.once}.",
        revision=entry.revision,
        location=freedom.applied.operation.location,
        related=given or entry.operations.upgrade.location,
        remedy=freedom.remedy,
        object=freedom.label,
    )
