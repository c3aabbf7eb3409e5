"""All that downgrade() does stands under a condition that upgrade() does not have.

A condition that asks the database itself, such as whether the table exists, is none. One on the
dialect counts where the analysis is for no particular dialect; else the other rules judge the one
that it is for.

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
from alembic_mrt.operations.vocabulary import (
    AddColumn,
    CreateConstraint,
    CreateIndex,
    CreateTable,
    DropColumn,
    DropTable,
    Opaque,
    Raise,
    RenameTable,
)

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


_PORTABLE: Final = (
    AddColumn, CreateConstraint, CreateIndex, CreateTable, DropColumn, DropTable, RenameTable,
)  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that may do nothing."""
    for entry in context.revisions:
        firm = tuple(step for step in entry.upgrade_effects if not step.maybe)
        if firm and _may_do_nothing(entry):
            yield _finding(entry, firm, entry.downgrade_effects[0].conditional)
        elif entry.dialect is None and (names := _only_on(entry)):
            firm = tuple(step for step in firm if _is_for_all(step))
            if firm:
                yield _finding(entry, firm, f"the dialect is {' or '.join(sorted(names))}")


def _only_on(entry: Analysed) -> frozenset[str]:
    """Return the dialects that all of downgrade() is for, none where some of it is for any."""
    steps = entry.downgrade_effects
    if not steps or any(step.dialects is None for step in steps) or _is_partly_opaque(entry):
        return frozenset()
    return frozenset(name for step in steps for name in step.dialects or ())


def _is_partly_opaque(entry: Analysed) -> bool:
    return any(isinstance(step, (Opaque, Raise)) for step in entry.downgrade)


def _is_for_all(step: Operation) -> bool:
    return step.runs_everywhere and isinstance(step, _PORTABLE)


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


def _finding(entry: Analysed, firm: Operations, condition: str) -> Finding:
    first = entry.downgrade_effects[0]
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {entry.revision} {summary(firm)}, but its downgrade() does "
        f"nothing unless `{condition}`.",
        revision=entry.revision,
        location=first.location,
        related=firm[0].location,
        remedy="Do the work in any case, or raise where the condition does not hold.",
        object="downgrade",
    )
