"""An upgrade changes or drops what is not there.

A column, index or constraint of a table that the history makes, under a name that it does not have
at that point. Tables that no revision made are taken to have been there before.

Why: the statement fails, on every database that has run the revisions before. It went unnoticed
where the database of the author had the object by hand.

Instead: use the name that the earlier revision gave, or take the operation out.

Since: 0.1
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.problems import failing_upgrades
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_state import family
from alembic_mrt.schema.objects import TableObject
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.problems import Failing

CODE = "MRT511"
NAME = "unknown-object"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation of an upgrade that names what is not there."""
    for failing in failing_upgrades(context, "missing"):
        yield _finding(failing)


def _finding(failing: Failing) -> Finding:
    missing = failing.problem.subject
    near = _near(failing)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {failing.entry.revision} fails{failing.where}: "
        f"{subject(missing)} does not exist at that point.",
        revision=failing.entry.revision,
        location=failing.applied.operation.location,
        remedy=f'Name "{near}", which is there.' if near else "Take the operation out.",
        object=title(missing),
    )


def _near(failing: Failing) -> str | None:
    """Return the name of the table's own that is most like the one that is missing."""
    missing = failing.problem.subject
    if not isinstance(missing, TableObject):
        return None
    kind = family(type(missing))
    held = failing.applied.before.of_table(missing.table, missing.schema)
    names = [str(found.name) for found in held if isinstance(found, kind) and found.name]
    return next(iter(difflib.get_close_matches(str(missing.name), names, n=1)), None)
