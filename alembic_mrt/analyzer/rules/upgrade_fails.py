"""upgrade() fails on the schema that the revisions before it have left.

It creates a table, column or index that is there already, or changes what does not exist; or it
copies, in batch mode on SQLite, a table that a view or another table's trigger reads. Check says so
only where it knows everything: the history begins on an empty database, and each step
that bears on it could be read.

Why: the revision has never run as it stands, or it only runs on a database that is not the one
that the history makes.

Instead: write into upgrade() what the revisions before it ask for.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.schema.objects import Column, Constraint, Index, Table
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT120"
NAME = "upgrade-fails"
SEVERITY = Severity.ERROR
_WORDS = {
    "missing": "names {} which does not exist",
    "exists": "creates {} which is there already",
}


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation of an upgrade that the database refuses."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    if step.name != "upgrade" or not step.run.closed:
        return
    for applied in step.applied:
        if _fails(applied):
            yield _trap(applied)


def _fails(applied: Applied) -> bool:
    problem = applied.problem
    if problem is None or not (problem.certain and applied.certain):
        return False
    if problem.kind == "exists":
        # Batch mode on SQLite takes a second constraint of a name without a word.
        return isinstance(problem.subject, Table | Column | Index)
    if problem.kind == "in use":
        return applied.operation.batch and isinstance(problem.subject, Table)
    return problem.kind == "missing" and isinstance(
        problem.subject, Table | Column | Index | Constraint
    )


def _trap(applied: Applied) -> Trap:
    problem = applied.problem
    assert problem is not None
    if problem.kind == "in use" and problem.related is not None:
        return _copied(applied, problem.subject, problem.related)
    what = _WORDS[problem.kind].format(f"{subject(problem.subject)},")
    return Trap(
        applied,
        f"upgrade() {what} at that point: it fails",
        f"Compare with what the revisions before it make of {title(problem.subject)}.",
        title(problem.subject),
    )


def _copied(applied: Applied, table: SchemaObject, reader: SchemaObject) -> Trap:
    """Return the trap of a batch that puts a copy in the place of what something reads."""
    return Trap(
        applied,
        f"upgrade() copies {subject(table)} in batch mode while {subject(reader)} reads it: "
        "SQLite refuses to put the copy in its place",
        f"Drop {subject(reader)} before the batch, and create it again after it.",
        title(table),
    )
