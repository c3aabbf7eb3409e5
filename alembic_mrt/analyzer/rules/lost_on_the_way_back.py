"""downgrade() drops a table or column of old and makes it again without what was in it.

A table that is built anew under another name, filled with INSERT ... SELECT and renamed, where
the list leaves a column out, or computes other values for one that upgrade() has left alone; a
column that is dropped and added again to give it another type. Silent where a statement fills the
new one, and where the revision itself made what is dropped.

Why: the schema is right and the values are gone, which the upgrade had not touched.

Instead: name all columns in both lists of the INSERT, or change the one that is there with
op.alter_column(), in batch mode on SQLite.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.every import every
from alembic_mrt.analyzer.data.way_back import Remade, lost_on_the_way_back
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import DropColumn, DropTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT210"
NAME = "lost-on-the-way-back"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each drop of a downgrade that takes old values along."""
    for entry, remade, where in every(context, lost_on_the_way_back, about=(DropTable, DropColumn)):
        yield _finding(entry, remade, where)


def _finding(entry: Analysed, remade: Remade, where: str) -> Finding:
    kind = "column" if "." in remade.label else "table"
    return Finding(
        code=CODE,
        severity=remade.severity,
        message=f"downgrade() drops {kind} '{remade.label}'{where} and {remade.reason}.",
        revision=entry.revision,
        location=remade.applied.operation.location,
        related=entry.operations.upgrade.location,
        remedy=f"Take all that is in {remade.label} over before it is dropped, or alter it where "
        "it is.",
        object=f"{kind} {remade.label}",
    )
