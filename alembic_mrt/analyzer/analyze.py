"""Analyse a history: read, replay, apply every rule, leave out what a comment accepts."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.context import Analysed, Context, Unused
from alembic_mrt.analyzer.rule import every_rule
from alembic_mrt.analyzer.suppress import Suppressions
from alembic_mrt.finding import Finding, Report
from alembic_mrt.operations.read import read_operations
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import Opaque, ScriptOperations, Step

if TYPE_CHECKING:
    from alembic_mrt.history.graph import History
    from alembic_mrt.history.script import RevisionScript


def analyze(
    history: History, dialect: str | None = None, only: Collection[str] | None = None
) -> Report:
    """Return the report of a static analysis.

    ``only`` names the revisions whose findings are wanted (none or empty: all of them); the
    others are still replayed. The faults of the graph are always reported.
    """
    context = analysed(history, dialect)
    findings = [finding for finding in apply_rules(context) if _wanted(finding, history, only)]
    return Report(
        command="mrt-check",
        subject=", ".join(history.locations),
        findings=tuple(sorted(findings, key=_place(history))),
        coverage=tuple(_coverage(context)),
        revisions=len(only or history.scripts),
        extra={"dialect": dialect} if dialect else {},
    )


def analysed(history: History, dialect: str | None) -> Context:
    """Read what each revision does, and replay those whose ancestors are all known."""
    operations = {name: _operations(script, dialect) for name, script in history.scripts.items()}
    order = history.order()
    steps = ((name, history.parents(name), operations[name]) for name in order)
    replayed = {result.revision: result for result in replay(steps, dialect)}
    unordered = (name for name in history.scripts if name not in replayed)
    revisions = tuple(
        _analysed(history.scripts[name], operations, replayed, dialect)
        for name in (*order, *unordered)
    )
    return Context(history=history, dialect=dialect, revisions=revisions)


def apply_rules(context: Context) -> Iterator[Finding]:
    """Yield the findings of all rules that no comment accepts."""
    suppressions = Suppressions(context.history.scripts)
    for finding in _findings(context, after_suppression=False):
        if not suppressions.suppress(finding):
            yield finding
    later = dataclasses.replace(context, unused=tuple(_unused(suppressions)))
    for finding in _findings(later, after_suppression=True):
        # An idle `# mrt: ignore` must not accept the finding that says so.
        if not suppressions.suppress(finding, by_name=True):
            yield finding


def _findings(context: Context, *, after_suppression: bool) -> Iterator[Finding]:
    for rule in every_rule():
        if rule.after_suppression == after_suppression:
            yield from rule.check(context)


def _unused(suppressions: Suppressions) -> Iterator[Unused]:
    for script, location, directive, vain in suppressions.unused():
        yield Unused(script=script, location=location, directive=directive, codes=vain)


def _analysed(
    script: RevisionScript,
    operations: Mapping[str, ScriptOperations],
    replayed: Mapping[str, Replayed],
    dialect: str | None,
) -> Analysed:
    name = script.revision
    return Analysed(
        script=script, operations=operations[name], replayed=replayed.get(name), dialect=dialect
    )


def _operations(script: RevisionScript, dialect: str | None) -> ScriptOperations:
    if script.unread:
        return _unread(script, script.unread)
    try:
        return read_operations(script, dialect)
    except RecursionError:
        return _unread(script, "its expressions are nested too deeply")


def _unread(script: RevisionScript, reason: str) -> ScriptOperations:
    opaque = Opaque(location=script.location(), source=script.file, reason=reason)
    step = Step(present=True, location=script.location(), operations=(opaque,))
    return ScriptOperations(upgrade=step, downgrade=step)


def _wanted(finding: Finding, history: History, only: Collection[str] | None) -> bool:
    return not only or finding.revision in only or finding in history.faults


def _place(history: History) -> Callable[[Finding], tuple[int, str, int, str]]:
    rank = {revision: index for index, revision in enumerate(history.order())}

    def key(finding: Finding) -> tuple[int, str, int, str]:
        location = finding.location
        place = (location.file, location.line or 0) if location else ("", 0)
        return (rank.get(finding.revision or "", -1), *place, finding.code)

    return key


def _coverage(context: Context) -> Iterator[str]:
    total = len(context.revisions)
    partly = [entry for entry in context.revisions if entry.unknown]
    statements = sum(len(entry.unknown) for entry in partly)
    yield f"{total - len(partly)} of {_count(total, 'revision')} fully analysed" + (
        f"; not analysed: {_count(statements, 'statement')} in {_count(len(partly), 'revision')}."
        if partly
        else "."
    )
    apart = [entry.revision for entry in context.revisions if entry.replayed is None]
    if apart:
        yield (
            f"{_count(len(apart), 'revision')} not replayed, because the graph is broken at or "
            f"below: {', '.join(apart)}."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
