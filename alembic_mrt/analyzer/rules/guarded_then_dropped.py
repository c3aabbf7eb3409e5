"""An upgrade creates something unless it exists, and the downgrade drops it in any case.

`IF NOT EXISTS`, `OR REPLACE`, or a look at the database first. No finding where the history shows
that it was not there, and where it shows that it was, [MRT302](MRT302.md) says so.

Why: where the object was there already, the upgrade did nothing, and the downgrade takes away what
is older than the revision.

Instead: leave the guard out, so that the upgrade fails where something is in the way; or do not
drop the object.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.replay_state import mark_of
from alembic_mrt.operations.replay_workspace import asks
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied, Replayed
    from alembic_mrt.schema.buckets import Key
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT135"
NAME = "guarded-then-dropped"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each thing that may be older than the revision that drops it."""
    for entry in context.revisions:
        if entry.replayed is not None and entry.downgrade_written:
            yield from _of_run(entry, entry.replayed)


def _of_run(entry: Analysed, run: Replayed) -> Iterator[Finding]:
    dropped = _dropped(run)
    for applied in run.upgrade:
        for what in _created(applied) if _is_guarded(applied) else ():
            if what.key in dropped and mark_of(what) in run.uncertain:
                yield _finding(entry, applied, dropped[what.key], what)


def _is_guarded(applied: Applied) -> bool:
    step = applied.operation
    options = (getattr(step, name, False) for name in ("if_not_exists", "or_replace"))
    return any(options) or (step.maybe and asks(step))


def _created(applied: Applied) -> Iterator[SchemaObject]:
    """Yield what an operation creates, without what belongs to a table that it creates."""
    before, after = applied.before.buckets, applied.after.buckets
    for name in before.differing(after):
        new = [o for key, o in after.bucket(name).items() if key not in before.bucket(name)]
        tables = [found for found in new if found.kind == "table"]
        yield from tables or new


def _dropped(run: Replayed) -> dict[Key, Applied]:
    found: dict[Key, Applied] = {}
    for applied in run.downgrade:
        if applied.operation.maybe or not applied.certain:
            continue
        before, after = applied.before.buckets, applied.after.buckets
        for name in before.differing(after):
            gone = [key for key in before.bucket(name) if key not in after.bucket(name)]
            found.update(dict.fromkeys(gone, applied))
    return found


def _finding(entry: Analysed, made: Applied, drop: Applied, what: SchemaObject) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {entry.revision} creates {subject(what)} unless it exists, "
        "and downgrade() drops it in any case, even where it is older.",
        revision=entry.revision,
        location=drop.operation.location,
        related=made.operation.location,
        remedy="Create it without the guard, or leave it in place in downgrade().",
        object=title(what),
    )
