"""`if_exists` in a downgrade hides that a name is wrong, and the object stays.

`DROP ... IF EXISTS` on a name that no revision ever made does nothing, without a word.

Why: the downgrade succeeds and leaves the object behind. The next upgrade fails on it.

Instead: use the name that upgrade() gave, and leave `if_exists` out: a wrong name then fails in
the first test.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import every_trouble
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.titles import subject, title
from alembic_mrt.schema.wording import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.returns import Trouble
    from alembic_mrt.schema.difference import Difference

CODE = "MRT308"
NAME = "masked-wrong-name"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such name that leaves something behind."""
    for trouble, where in every_trouble(context, "masked"):
        if trouble.explains is not None:
            yield _finding(trouble, trouble.explains, where)


def _finding(trouble: Trouble, left: Difference, where: str) -> Finding:
    proven = left in trouble.run.differences
    return Finding(
        code=CODE,
        severity=SEVERITY if proven else Severity.NOTE,
        message=f"IF EXISTS hides a wrong name{where}: there is no "
        f"{subject(trouble.problem.subject)}. {describe(left).message}.",
        revision=trouble.entry.revision,
        location=trouble.applied.operation.location,
        related=trouble.entry.operations.upgrade.location,
        remedy=describe(left).remedy,
        object=title(left.subject),
    )
