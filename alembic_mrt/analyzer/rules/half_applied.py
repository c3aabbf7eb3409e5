"""A function changes the schema in several steps where the database does not roll back any.

On MySQL and MariaDB, whose DDL commits at once, and on SQLite, whose driver opens no transaction
for it. Only where a step before the last cannot be run again: it has no IF [NOT] EXISTS, and no
question to the Inspector stands above it.

Why: where a later step fails, the earlier ones stay, the revision does not count as applied, and
the next attempt fails on what is there already.

Instead: a revision for each step, or steps that can be run again.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.repeatable import changes_schema, is_repeatable
from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.analyzer.wording import describe
from alembic_mrt.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding

CODE = "MRT137"
NAME = "half-applied"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False

_WITHOUT_ROLLBACK: Final = ("mysql", "mariadb", "sqlite")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such function, at the first step that would stay."""
    return trap_findings(context, CODE, _look)


def _look(step: Step) -> Iterator[Trap]:
    if step.dialect not in _WITHOUT_ROLLBACK:
        return
    changes = [applied for applied in step.applied if changes_schema(applied.operation)]
    staying = [applied for applied in changes[:-1] if not is_repeatable(applied.operation)]
    if staying:
        yield Trap(
            staying[0],
            f"{step.name}() {describe(staying[0].operation)}, and that stays where a later step "
            f"fails ({describe(changes[-1].operation)}): the next attempt fails on it",
            "Give each step a revision of its own.",
            step.name,
            SEVERITY,
            changes[-1],
        )
