"""A column is dropped in one revision and added again, under the same name, in a later one.

Why: the values are gone in between. A downgrade past both revisions brings back an empty column,
and so does one past the first: whoever reads the two scripts apart sees nothing of it.

Instead: keep the column where it is to be used again. Where the new one means something else, give
it a name of its own.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.lineage import Ancestry
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import AddColumn, DropColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT513"
NAME = "data-hole"
SEVERITY = Severity.NOTE

Dropped: TypeAlias = "dict[tuple[object, object, object], tuple[Analysed, DropColumn]]"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each column that comes again."""
    dropped: Dropped = {}
    ancestry = Ancestry(context.history)
    for entry in context.revisions:
        for step in entry.upgrade:
            if step.maybe:
                continue
            if isinstance(step, DropColumn):
                dropped[step.schema, step.table, step.column] = (entry, step)
            elif isinstance(step, AddColumn):
                before = dropped.pop((step.schema, step.table, step.column.name), None)
                if before is not None and ancestry.is_below(before[0].revision, entry.revision):
                    yield _finding(entry, step, *before)


def _finding(entry: Analysed, step: AddColumn, earlier: Analysed, drop: DropColumn) -> Finding:
    name = f"{step.table}.{step.column.name}"
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} adds column {name}, which revision {earlier.revision} "
        "dropped: its values of that time are gone.",
        revision=entry.revision,
        location=step.location,
        related=drop.location,
        remedy="Keep the column between the two, or give the new one another name.",
        object=name,
    )
