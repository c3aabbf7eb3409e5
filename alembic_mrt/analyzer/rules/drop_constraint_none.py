"""A constraint is dropped by the name None.

Alembic's autogenerate writes `op.drop_constraint(None, ...)` where the constraint has no name.

Why: there is no SQL for it. Alembic raises "Can't emit DROP CONSTRAINT for constraint; it has no
name", on every database.

Instead: give the constraint a name where it is created, or set a `naming_convention` on the
metadata before the revision is generated, and drop it by that name.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import DropConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context

CODE = "MRT306"
NAME = "drop-constraint-none"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such call, in either direction."""
    for entry in context.revisions:
        for name, steps in (("upgrade", entry.upgrade), ("downgrade", entry.downgrade)):
            for step in steps:
                if isinstance(step, DropConstraint) and _has_no_name(step):
                    yield _finding(entry, name, step)


def _has_no_name(step: DropConstraint) -> bool:
    """Tell whether no name is given; MySQL drops its primary keys that way."""
    return step.name is None and not step.by_inspector and step.type_ != "primary"


def _finding(entry: Analysed, direction: str, step: DropConstraint) -> Finding:
    kind = {"foreignkey": "foreign key", "unique": "unique constraint"}.get(step.type_ or "")
    return Finding(
        code=CODE,
        severity=Severity.WARNING if step.maybe else SEVERITY,
        message=f"{direction}() drops a {kind or 'constraint'} of {step.table} by the name None: "
        "no SQL can be written for it, the step fails.",
        revision=entry.revision,
        location=step.location,
        remedy="Name the constraint where it is created, and drop it by that name.",
        object=f"{kind or 'constraint'} on {step.table}",
    )
