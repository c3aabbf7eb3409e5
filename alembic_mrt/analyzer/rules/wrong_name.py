"""A downgrade names an object that does not exist at that point.

A column, index, constraint, table or type that no revision up to this one made, or that has
another name by then.

Why: the statement fails, and with it the downgrade.

Instead: use the name that upgrade() gave. Where upgrade() renamed the table or the column, the
downgrade meets it under its new name until it renames it back.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.returns import every_trouble
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.analyzer.returns import Trouble

CODE = "MRT307"
NAME = "wrong-name"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each operation of a downgrade that names what is not there."""
    for trouble, where in every_trouble(context, "missing"):
        if trouble.problem.certain and trouble.applied.certain:
            yield _finding(trouble, where)


def _finding(trouble: Trouble, where: str) -> Finding:
    meant = trouble.explains.subject if trouble.explains else None
    hint = f"; {subject(meant)} is what upgrade() made" if meant else ""
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"downgrade() fails{where}: {subject(trouble.problem.subject)} does not exist at "
        f"that point{hint}.",
        revision=trouble.entry.revision,
        location=trouble.applied.operation.location,
        remedy=f"Name {title(meant)} instead." if meant else "Take the operation out.",
        object=title(trouble.problem.subject),
    )
