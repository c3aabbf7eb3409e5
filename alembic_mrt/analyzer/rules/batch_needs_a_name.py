"""Batch mode on SQLite adds a constraint without a name.

`batch.create_foreign_key(None, ...)`, or another constraint, where the batch makes the table anew.
A warning where nobody knows whether the metadata has a naming convention, which would give it a
name. Silent where the batch is given a `naming_convention` of its own.

Why: Alembic raises "Constraint must have a name", and the step fails. What was dropped by a name
that `naming_convention` of a batch made for it cannot come back without one.

Instead: give the constraint a name.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.schema.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.replay_state import Problem

CODE = "MRT310"
NAME = "batch-needs-a-name"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation, in either direction."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied:
        problem = applied.problem
        if problem is not None and problem.kind == "nameless":
            yield _trap(step, applied, problem)


def _trap(step: Step, applied: Applied, problem: Problem) -> Trap:
    made = problem.subject
    unless = "" if problem.certain else ", unless the metadata has a naming convention"
    return Trap(
        applied,
        f"{step.name}() adds a {made.kind} to {getattr(made, 'table', '')} without a name, and "
        f"batch mode cannot make the table anew with it: it fails{unless}",
        "Give it a name.",
        title(made),
        SEVERITY if problem.certain else Severity.WARNING,
    )
