"""A revision creates what is there already.

A table, column, index, constraint or enum type of that name, which an earlier revision made and
none has dropped since; in a downgrade, what the upgrade left in place. Temporary tables are none.
A batch that makes the table anew puts one column or constraint over the other, and is no finding.

Why: the statement fails, and with it the upgrade or the downgrade.

Instead: take the operation out, or give the new object a name of its own.

Since: 0.1
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.batch_copies import batch_of, is_copied
from alembic_mrt.analyzer.problems import failing_downgrades, failing_upgrades
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations import vocabulary as op
from alembic_mrt.schema.objects import Column, Constraint, EnumType
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.problems import Failing
    from alembic_mrt.finding import Location
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.operations.vocabulary import Operation
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT512"
NAME = "already-there"
SEVERITY = Severity.ERROR

_MAKERS = (
    op.CreateTable, op.RenameTable, op.AddColumn, op.AlterColumn, op.CreateIndex,
    op.CreateConstraint,
)  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation that creates what is there."""
    for failing in filter(_is_refused, failing_upgrades(context, "exists")):
        if not _may_have_gone(context, failing):
            yield _finding(failing, "upgrade", _maker(context, failing))
    for failing in filter(_is_refused, failing_downgrades(context, "exists")):
        if not _may_have_gone(context, failing):
            yield _finding(failing, "downgrade", _maker(context, failing))


def _may_have_gone(context: Context, failing: Failing) -> bool:
    """Tell whether a column may have gone with its type: CASCADE takes both."""
    if not isinstance(failing.problem.subject, Column):
        return False
    steps = (step for entry in context.revisions for step in (*entry.upgrade, *entry.downgrade))
    return any(isinstance(step, op.DropObject) and step.cascade for step in steps)


def _is_refused(failing: Failing) -> bool:
    """Tell whether the database refuses.

    A batch that makes a table anew puts one over the other: Alembic keeps its columns and
    constraints by name (ApplyBatchImpl).
    """
    step, what = failing.applied.operation, failing.problem.subject
    if isinstance(what, (Column, Constraint)) and _may_copy(failing.run, failing.applied):
        return False
    return not getattr(step, "temporary", False) and _makes(step, what)


def _may_copy(run: Replayed, applied: Applied) -> bool:
    """Tell whether the batch of a step makes the table anew, or may, where no dialect is known."""
    batch = batch_of((*run.upgrade, *run.downgrade), applied)
    return is_copied(batch, run.dialect or "sqlite")


def _makes(step: Operation, what: SchemaObject) -> bool:
    """Tell whether an operation makes such a thing; of views and others CASCADE may be unseen."""
    return isinstance(step, _MAKERS) or (
        isinstance(step, op.CreateObject) and isinstance(what, EnumType)
    )


def _maker(context: Context, failing: Failing) -> Location | None:
    """Return the line that made what is in the way."""
    key, found = failing.problem.subject.key, None
    for applied in itertools.chain.from_iterable(entry.applied for entry in context.revisions):
        if applied.operation is failing.applied.operation:
            break
        if key in applied.after.objects and key not in applied.before.objects:
            found = applied.operation.location
    return found


def _finding(failing: Failing, function: str, related: Location | None) -> Finding:
    what = failing.problem.subject
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"{function}() of revision {failing.entry.revision} fails{failing.where}: "
        f"{subject(what)} exists already.",
        revision=failing.entry.revision,
        location=failing.applied.operation.location,
        related=related,
        remedy="Take the operation out, or choose another name.",
        object=title(what),
    )
