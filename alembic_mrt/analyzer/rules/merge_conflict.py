"""Branches that a merge joins change the same thing in different ways.

A table, column, index or constraint that a revision of each branch adds, alters or drops, so that
it is not the same in the end.

Why: nothing says which branch is run first. Whichever comes last decides, so two databases at the
same revision may differ; or the second one fails on what the first one did.

Instead: change the object in one of the branches only, or let one depend on the other with
`depends_on`.

Since: 0.1
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeAlias

from alembic_mrt.analyzer.lineage import Ancestry
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.schema.titles import subject, title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.schema.buckets import Key
    from alembic_mrt.schema.objects import SchemaObject

CODE = "MRT509"
NAME = "merge-conflict"
SEVERITY = Severity.WARNING

Changes: TypeAlias = "Mapping[Key, tuple[Analysed, Applied]]"
"""What a branch changes, by key, with the last operation that does."""


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each thing that two branches of a merge change."""
    entries = {entry.revision: entry for entry in context.revisions}
    ancestry = Ancestry(context.history)
    for entry in context.revisions:
        if len(entry.script.down_revisions) > 1 and entry.replayed is not None:
            yield from _of_merge(entry, entries, ancestry)


def _of_merge(
    merge: Analysed, entries: Mapping[str, Analysed], ancestry: Ancestry
) -> Iterator[Finding]:
    branches = [
        (parent, ancestry.below(parent) | {parent}) for parent in merge.script.down_revisions
    ]
    for (_, left), (_, right) in itertools.combinations(branches, 2):
        one = _changes(entries[name] for name in entries if name in left - right)
        other = _changes(entries[name] for name in entries if name in right - left)
        for key in one:
            if key in other and _clash(one[key][1], other[key][1], key):
                yield _finding(merge, one[key], other[key], key)


def _clash(one: Applied, other: Applied, key: Key) -> bool:
    """Tell whether it matters which of two operations comes last: they leave different things.

    What both create, and neither unless it exists, the second one cannot create.
    """
    first, second = one.after.get(key), other.after.get(key)
    if first is None or second is None:
        return first is not second
    twice = _creates(one, key) and _creates(other, key)
    return twice or first.attributes() != second.attributes()


def _creates(applied: Applied, key: Key) -> bool:
    guarded = getattr(applied.operation, "if_not_exists", False) or applied.operation.maybe
    return applied.before.get(key) is None and not guarded


def _changes(entries: Iterable[Analysed]) -> Changes:
    found: dict[Key, tuple[Analysed, Applied]] = {}
    for entry in entries:
        for applied in entry.applied:
            if applied.certain:
                found.update((key, (entry, applied)) for key in _changed(applied))
    return found


def _changed(applied: Applied) -> Iterator[Key]:
    before, after = applied.before.buckets, applied.after.buckets
    for name in before.differing(after):
        old, new = before.bucket(name), after.bucket(name)
        yield from (key for key in {**old, **new} if old.get(key) != new.get(key))


def _finding(
    merge: Analysed, one: tuple[Analysed, Applied], other: tuple[Analysed, Applied], key: Key
) -> Finding:
    (first, how), (second, otherwise) = one, other
    what = _held(how, key) or _held(otherwise, key)
    assert what is not None
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revisions {first.revision} and {second.revision}, on branches that "
        f"{merge.revision} joins, both change {subject(what)}; which of them is run last decides.",
        revision=merge.revision,
        location=otherwise.operation.location,
        related=how.operation.location,
        remedy=f'Let one follow the other: depends_on = "{first.revision}" in '
        f"{second.script.file}.",
        object=title(what),
    )


def _held(applied: Applied, key: Key) -> SchemaObject | None:
    return applied.after.get(key) or applied.before.get(key)
