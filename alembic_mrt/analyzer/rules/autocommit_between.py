"""A function changes the schema in its transaction, and in an autocommit_block() too.

Only for PostgreSQL, and only where a step that is committed before the end cannot be run again:
it has no IF [NOT] EXISTS, and no question to the Inspector stands above it.

Why: the block commits all that was done before it. Where a later step fails, that stays, the
revision does not count as applied, and the next attempt fails on what is there already.

Instead: a revision of its own for the block, or steps before its end that can be run again.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.repeatable import changes_schema, is_repeatable
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.analyzer.wording import describe
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT129"
NAME = "autocommit-between"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such function, at the step that would stay."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in (None, "postgresql"):
        return
    changes = [applied for applied in step.applied if changes_schema(applied.operation)]
    kinds = [applied.operation.autocommit for applied in changes]
    if len(set(kinds)) == 2:
        yield from _first(step, changes)


def _first(step: Step, changes: Sequence[Applied]) -> Iterator[Trap]:
    """Yield the first step that stays when a later one of the other kind fails."""
    for number, applied in enumerate(changes):
        kind = applied.operation.autocommit
        later = [a for a in changes[number + 1 :] if a.operation.autocommit is not kind]
        if later and not is_repeatable(applied.operation):
            yield _trap(step, applied, later[0])
            return


def _trap(step: Step, applied: Applied, later: Applied) -> Trap:
    return Trap(
        applied,
        f"{step.name}() {describe(applied.operation)}, which an autocommit_block() makes final "
        f"before it {describe(later.operation)}: where that fails, the next attempt fails on what "
        "is there already",
        "Give the block a revision of its own.",
        step.name,
        SEVERITY,
        later,
    )
