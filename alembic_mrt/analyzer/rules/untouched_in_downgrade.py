"""A downgrade drops something that its upgrade did not touch, and that no revision made.

What an earlier revision made, and this downgrade drops, is reported as not restored
([MRT302](MRT302.md)).

Why: whatever it is, it was there before the upgrade, or it never was. In the one case the
downgrade takes away more than the upgrade brought, with all its data; in the other it fails.

Instead: take the operation out. Where it was meant for something that upgrade() makes, correct the
name.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import DropColumn, DropIndex, DropTable, Opaque
from alembic_mrt.schema.objects import Constraint, Index
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied, Problem, Replayed
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT133"
NAME = "untouched-in-downgrade"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each thing that a downgrade drops and its upgrade never had."""
    for entry in context.revisions:
        if entry.replayed is not None and entry.downgrade_written and _is_plain(entry):
            for applied in entry.replayed.downgrade:
                problem = applied.problem
                if problem is None or not _is_extra(applied, problem):
                    continue
                if not _may_be_made(entry.replayed, problem.subject):
                    yield _finding(entry, applied, problem)


def _is_plain(entry: Analysed) -> bool:
    """Tell whether all of the upgrade is known; what is not may have made anything."""
    return not any(isinstance(step, Opaque) or step.maybe for step in entry.upgrade)


def _may_be_made(run: Replayed, what: SchemaObject) -> bool:
    """Tell whether the upgrade makes something of that name, or an index by another's name.

    MySQL drops a unique constraint as an index, and a naming convention may have named it.
    """
    made = [o for a in run.upgrade for o in _created(a)]
    names = {str(found.name).casefold() for found in made}
    indexed = [o for o in made if isinstance(o, (Index, Constraint))]
    return str(what.name).casefold() in names or (isinstance(what, Index) and bool(indexed))


def _created(applied: Applied) -> Iterator[SchemaObject]:
    before, after = applied.before.buckets, applied.after.buckets
    for name in before.differing(after):
        old = before.bucket(name)
        yield from (found for key, found in after.bucket(name).items() if key not in old)


def _is_extra(applied: Applied, problem: Problem) -> bool:
    drops = isinstance(applied.operation, (DropTable, DropColumn, DropIndex))
    unknown = problem.kind == "missing" and not problem.certain
    return drops and unknown and applied.certain and not applied.operation.maybe


def _finding(entry: Analysed, applied: Applied, problem: Problem) -> Finding:
    what = problem.subject
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"downgrade() of revision {entry.revision} drops {subject(what)}, which its "
        "upgrade() does not make.",
        revision=entry.revision,
        location=applied.operation.location,
        related=entry.operations.upgrade.location,
        remedy="Take the operation out, or name what upgrade() makes.",
        object=title(what),
    )
