"""All that downgrade() does stands under a condition that upgrade() does not have.

A condition that asks the database itself, such as whether the table exists, is none, nor is one on
the dialect: for that, the other rules judge each dialect by itself.

Why: where the condition does not hold, `alembic downgrade` reports success, and everything that
upgrade() made is still there.

Instead: do the work in any case, or raise where the condition does not hold.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.wording import summary
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_workspace import asks
from alembic_mrt.operations.vocabulary import Opaque, Raise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operation, Operations

CODE = "MRT132"
NAME = "conditional-downgrade"
SEVERITY = Severity.WARNING

_OTHER: Final = (
    "for ", "while ", "execute", "fetch", "scalar", "query", "dialect", "engine", "offline",
)  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that may do nothing."""
    for entry in context.revisions:
        firm = tuple(step for step in entry.upgrade_effects if not step.maybe)
        if firm and _may_do_nothing(entry):
            yield _finding(entry, firm)


def _may_do_nothing(entry: Analysed) -> bool:
    steps = entry.downgrade
    known = not any(isinstance(step, (Opaque, Raise)) for step in steps)
    one = len({step.conditional for step in entry.downgrade_effects}) == 1
    return known and one and all(_is_conditional(step) for step in entry.downgrade_effects)


def _is_conditional(step: Operation) -> bool:
    return step.maybe and bool(step.conditional) and not _is_no_choice(step) and not asks(step)


def _is_no_choice(step: Operation) -> bool:
    """Tell whether the condition is a loop, or one on rows, the dialect or offline mode."""
    return any(word in step.conditional for word in _OTHER)


def _finding(entry: Analysed, firm: Operations) -> Finding:
    first = entry.downgrade_effects[0]
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {entry.revision} {summary(firm)}, but its downgrade() does "
        f"nothing unless `{first.conditional}`.",
        revision=entry.revision,
        location=first.location,
        related=firm[0].location,
        remedy="Do the work in any case, or raise where the condition does not hold.",
        object="downgrade",
    )
