"""downgrade() does the very same as upgrade().

A downgrade that creates again what upgrade() created, or drops again what it dropped. A column that
is altered twice in the same way is [MRT303](MRT303.md).

Why: it was copied and never turned round. What upgrade() creates cannot be created a second time,
and what it drops cannot be dropped twice.

Instead: write the opposite of each operation, the last one first.

Since: 0.1
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.wording import summary
from alembic_mrt.finding import Finding, Location, Severity
from alembic_mrt.operations import vocabulary as op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operations

CODE = "MRT134"
NAME = "downgrade-equals-upgrade"
SEVERITY = Severity.ERROR

_NOWHERE = Location("")
_ONE_WAY = (
    op.CreateTable, op.DropTable, op.AddColumn, op.DropColumn, op.CreateIndex, op.DropIndex,
    op.CreateConstraint, op.DropConstraint,
)  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that is a copy of its upgrade."""
    for entry in context.revisions:
        if entry.downgrade_written and _is_one_way(entry.upgrade_effects) and _is_copy(entry):
            yield _finding(entry)


def _is_one_way(steps: Operations) -> bool:
    """Tell whether it makes a difference to do one kind of thing only, and not its opposite."""
    return (
        bool(steps) and len({type(step) for step in steps}) == 1 and isinstance(steps[0], _ONE_WAY)
    )


def _is_copy(entry: Analysed) -> bool:
    up, down = entry.upgrade, entry.downgrade
    alike = list(map(type, up)) == list(map(type, down))
    return alike and _placeless(up) == _placeless(down)


def _placeless(steps: Operations) -> list[op.Operation]:
    return [replace(step, location=_NOWHERE) for step in steps]


def _finding(entry: Analysed) -> Finding:
    effects = entry.downgrade_effects
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"downgrade() of revision {entry.revision} does the same as its upgrade(): it "
        f"{summary(effects)}.",
        revision=entry.revision,
        location=effects[0].location,
        related=entry.upgrade_effects[0].location,
        remedy="Write the opposite of each operation, the last one first.",
        object="downgrade",
    )
