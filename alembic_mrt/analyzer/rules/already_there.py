"""A revision creates what is there already.

A table, column, index, constraint or type of that name, which an earlier revision made and none
has dropped since; in a downgrade, what the upgrade left in place.

Why: the statement fails, and with it the upgrade or the downgrade.

Instead: take the operation out, or give the new object a name of its own.

Since: 0.1
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.problems import failing_downgrades, failing_upgrades
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.objects import Column, Constraint
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.problems import Failing
    from alembic_mrt.finding import Location

CODE = "MRT512"
NAME = "already-there"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation that creates what is there."""
    for failing in filter(_is_refused, failing_upgrades(context, "exists")):
        yield _finding(failing, "upgrade", _maker(context, failing))
    for failing in filter(_is_refused, failing_downgrades(context, "exists")):
        yield _finding(failing, "downgrade", _maker(context, failing))


def _is_refused(failing: Failing) -> bool:
    """Tell whether the database refuses: a batch that makes the table anew puts one over the other.

    Alembic keeps the columns and constraints of a batch by name (ApplyBatchImpl).
    """
    kept_by_name = isinstance(failing.problem.subject, (Column, Constraint))
    return not (failing.applied.operation.batch and kept_by_name)


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
