"""An upgrade drops a column whose values the downgrade cannot bring back.

Silent where the revision itself made the column or deletes all rows first (MRT203), and where
upgrade() copies the values into a place that stays and downgrade() takes them back from there, row
by row. What the copy leaves out by its WHERE counts where it does not come back as NULL or as the
default all the same. Values that are computed back are a warning where a row with sampled columns
comes back as another one, such as a flag that may be NULL kept as 'yes' or 'no'. What is computed
anew (`given || ' ' || family`, row_number(), join() or split() in Python) is a warning, and so is
what comes from an older table that no foreign key says it is in. What constants in chosen rows may
bring back is a note.

Why: the downgrade adds the column again, empty. What was in it is gone for good, and the schema
looks as if nothing had happened.

Instead: keep the column until no downgrade past this revision is to be expected, or copy key and
value into a table of its own first and copy them back in downgrade().

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.losses import every_loss, lost_columns
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.analyzer.losses import Loss

CODE = "MRT201"
NAME = "dropped-column-data"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each column whose values are lost."""
    for entry, loss, where in every_loss(context, lost_columns):
        yield _finding(entry, loss, where)


def _finding(entry: Analysed, loss: Loss, where: str) -> Finding:
    table, name = getattr(loss.what, "table", ""), loss.what.name
    verb = "are lost" if loss.severity is Severity.ERROR else "may be lost"
    return Finding(
        code=CODE,
        severity=loss.severity,
        message=f"upgrade() drops column '{name}' of table '{table}'{where}; its values "
        f"{verb}: {loss.reason}.",
        revision=entry.revision,
        location=loss.applied.operation.location,
        related=entry.operations.downgrade.location,
        remedy=f"Copy the values of {loss.what.label} and the key into another table before the "
        "drop and back in downgrade(), or drop the column in a later release.",
        object=loss.what.label,
    )
