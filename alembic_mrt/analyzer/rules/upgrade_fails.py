"""upgrade() fails on the schema that the revisions before it have left.

Check says so of batch mode on SQLite that copies a table which a view or another table's trigger
reads; of what does not exist it says MRT511, of what is there already MRT512. The round trip says
so of whatever the database refuses on empty tables too.

Why: the revision has never run as it stands, or it only runs on a database that is not the one
that the history makes.

Instead: write into upgrade() what the revisions before it ask for: drop the view before the batch,
and create it again after it.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.schema.objects import Table
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied, Problem
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT120"
NAME = "upgrade-fails"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each batch of an upgrade that SQLite refuses to finish."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    if step.name != "upgrade" or not step.run.closed:
        return
    for applied in step.applied:
        problem = applied.problem
        if problem is not None and applied.certain and _is_read(applied, problem):
            assert problem.related is not None
            yield _trap(applied, problem.subject, problem.related)


def _is_read(applied: Applied, problem: Problem) -> bool:
    """Tell whether a batch puts a copy in the place of a table that something reads."""
    copied = applied.operation.batch and isinstance(problem.subject, Table)
    return problem.kind == "in use" and problem.certain and copied


def _trap(applied: Applied, table: SchemaObject, reader: SchemaObject) -> Trap:
    return Trap(
        applied,
        f"upgrade() copies {subject(table)} in batch mode while {subject(reader)} reads it: "
        "SQLite refuses to put the copy in its place",
        f"Drop {subject(reader)} before the batch, and create it again after it.",
        title(table),
    )
