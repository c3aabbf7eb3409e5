"""An upgrade needs a table that only a revision beside or after it makes.

The revision that creates the table is on another branch, or comes later, and no `depends_on` says
that it has to be there.

Why: `alembic upgrade` may run this revision first, and fails: the table does not exist. On the
machine where both branches were written it exists already.

Instead: set `depends_on` to the revision that makes the table, or let this one follow it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.lineage import Ancestry
from alembic_mrt.analyzer.needed_tables import needed
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations import vocabulary as op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT510"
NAME = "missing-depends-on"
SEVERITY = Severity.ERROR

Makers: TypeAlias = "dict[str, dict[str, Operation]]"


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each table that a revision may not find yet."""
    makers = _makers(context)
    ancestry = Ancestry(context.history)
    for entry in context.revisions:
        for table, step in needed(entry).items():
            found = makers.get(table, {})
            if found and not any(_comes_first(name, entry, ancestry) for name in found):
                yield _finding(entry, table, step, next(iter(found.items())))


def _comes_first(name: str, entry: Analysed, ancestry: Ancestry) -> bool:
    return name == entry.revision or ancestry.is_below(name, entry.revision)


def _makers(context: Context) -> Makers:
    """Return the revisions that make tables, each with the operation, by the table's name."""
    found: Makers = {}
    for entry in context.revisions:
        for step in entry.upgrade:
            if isinstance(step, (op.CreateTable, op.RenameTable)) and step.schema is None:
                name = step.table if isinstance(step, op.CreateTable) else step.new_name
                found.setdefault(str(name), {}).setdefault(entry.revision, step)
    return found


def _finding(entry: Analysed, table: str, step: Operation, made: tuple[str, Operation]) -> Finding:
    maker, making = made
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} needs table {table}, which revision {maker} makes; "
        "nothing lets that one run first.",
        revision=entry.revision,
        location=step.location,
        related=making.location,
        remedy=f'Add depends_on = "{maker}" to revision {entry.revision}, or let it follow that'
        " one.",
        object=f"table {table}",
    )
