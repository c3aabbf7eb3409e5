"""upgrade() changes the database and downgrade() does nothing.

A downgrade() that only logs, reads or returns early does nothing either. Revisions whose
upgrade() changes nothing (merges, checks, a scratch table that it drops again) may have an empty
downgrade(). The finding is a warning
where upgrade() only changes rows that match a condition or where a step could not be analysed,
and a note where no step finds anything to do in the history: it stands under IF [NOT] EXISTS, or
gives a column what it has already.

Why: `alembic downgrade` reports success and writes the older version into the version table,
while everything that upgrade() made is still there. The next upgrade then fails on what it finds,
or runs twice over the same rows.

Instead: reverse each operation of upgrade(), the last one first. Where nothing can be brought
back, raise an exception that says why, or declare it with a module-level `irreversible =
"reason"`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.data.trail import column_at, spot
from alembic_mrt.analyzer.scratch import lasting
from alembic_mrt.analyzer.wording import summary
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Delete, Insert, Opaque, Update
from alembic_mrt.schema.objects import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operation, Operations

CODE = "MRT102"
NAME = "empty-downgrade"
SEVERITY = Severity.ERROR

_ATTRIBUTES = ("type", "collation", "nullable", "default", "comment", "identity", "generated")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each downgrade that leaves everything behind."""
    for entry in context.revisions:
        if _does_nothing(entry):
            yield from _judge(entry)


def _does_nothing(entry: Analysed) -> bool:
    declared = entry.irreversible is not None or entry.raises is not None
    if declared or entry.script.unread or not entry.operations.downgrade.present:
        return False
    return not entry.downgrade_effects and not _opaque(entry.downgrade)


def _judge(entry: Analysed) -> Iterator[Finding]:
    lasts = lasting(entry.upgrade_effects, entry.replayed)
    effects = tuple(step for step in lasts if not _never_matches(step))
    idle = _idle(entry)
    if live := tuple(step for step in effects if id(step) not in idle):
        yield _finding(entry, live[0], _severity_of_effects(entry, live), summary(live))
    elif unknown := _opaque(entry.upgrade):
        what = f"holds a step that could not be analysed ({unknown[0].reason})"
        yield _finding(entry, unknown[0], Severity.WARNING, what)
    elif effects:
        what = f"{summary(effects)}, which nothing in the history calls for"
        yield _finding(entry, effects[0], Severity.NOTE, what)


def _never_matches(step: Operation) -> bool:
    return isinstance(step, (Update, Delete)) and step.where == "false"


def _idle(entry: Analysed) -> set[int]:
    """Return the steps that may change nothing, and find nothing to do in the history."""
    guarded = {id(a.operation) for a in entry.applied if _is_guarded(a.operation)}
    changing = [a.operation for a in entry.applied if a.before != a.after]
    # The CHECK of a type is a step of its own, and on some dialects only.
    lines = {step.location for step in changing}
    repeated = [a.operation for a in entry.applied if _repeats(a, entry.dialect)]
    return guarded - set(map(id, changing)) | {id(s) for s in repeated if s.location not in lines}


def _is_guarded(step: Operation) -> bool:
    return any(getattr(step, name, False) for name in ("if_exists", "if_not_exists"))


def _repeats(applied: Applied, dialect: str | None) -> bool:
    """Tell whether a step gives a column what it is known to have; types depend on the dialect."""
    step = applied.operation
    if not isinstance(step, AlterColumn) or step.using is not None or applied.problem is not None:
        return False
    held = column_at(applied.before, spot(step.table, step.column, step.schema))
    asked = [name for name in _ATTRIBUTES if getattr(step, name) != KEEP]
    if dialect is None and "type" in asked:
        return False
    return held is not None and UNKNOWN not in [getattr(held, name) for name in asked]


def _severity_of_effects(entry: Analysed, effects: Operations) -> Severity:
    """Weigh what is left behind: rows that match some condition may be none at all."""
    asked = {id(applied.operation) for applied in entry.applied if applied.certain}
    happens = (step for step in effects if not step.maybe or id(step) in asked)
    return SEVERITY if any(map(_always_tells, happens)) else Severity.WARNING


def _always_tells(step: Operation) -> bool:
    if isinstance(step, (Update, Delete)):
        return step.where is None
    return not (isinstance(step, Insert) and step.on_conflict)


def _finding(entry: Analysed, first: Operation, severity: Severity, what: str) -> Finding:
    where = f" on {entry.dialect}" if entry.dialect and not _is_empty(entry) else ""
    return Finding(
        code=CODE,
        severity=severity,
        message=f"upgrade() of revision {entry.revision} {what}, and its downgrade() does "
        f"nothing{where}.",
        revision=entry.revision,
        location=entry.operations.downgrade.location,
        related=first.location,
        remedy="Reverse what upgrade() does, or raise an exception that says why it cannot be.",
        object="downgrade",
    )


def _is_empty(entry: Analysed) -> bool:
    return not entry.operations.downgrade.operations


def _opaque(steps: tuple[Operation, ...]) -> tuple[Opaque, ...]:
    return tuple(step for step in steps if isinstance(step, Opaque))
