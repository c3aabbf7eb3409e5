"""Analyse a history: read, replay, apply every rule, leave out what a comment accepts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.accepted import AcceptedFindings
from alembic_mrt.analyzer.code import read_code
from alembic_mrt.analyzer.context import Analysed, Context, Unused
from alembic_mrt.analyzer.groundwork import NAME as GROUNDWORK
from alembic_mrt.analyzer.groundwork import not_analysed
from alembic_mrt.analyzer.rule import Rule, every_rule
from alembic_mrt.analyzer.selection import Selection
from alembic_mrt.analyzer.suppress import Suppressions
from alembic_mrt.finding import Finding, NotAnalysed, Report, StatementCoverage
from alembic_mrt.operations.read import read_operations
from alembic_mrt.operations.replay import Replayed, replay
from alembic_mrt.operations.vocabulary import Opaque, ScriptOperations, Step

if TYPE_CHECKING:
    from alembic_mrt.analyzer.groundwork import Groundwork
    from alembic_mrt.history.graph import History
    from alembic_mrt.history.script import RevisionScript
    from alembic_mrt.history.since import Since


def analyze(  # noqa: PLR0913
    history: History,
    dialect: str | None = None,
    only: Collection[str] | None = None,
    *,
    selection: Selection | None = None,
    groundwork: Groundwork | None = None,
    since: Since | None = None,
) -> Report:
    """Return the report of a static analysis.

    ``only`` names the revisions whose findings are wanted (None: all of them); the others are
    still replayed. The faults of the graph are always reported. ``selection`` tells which rules
    speak, ``groundwork`` what was there before the first revision.
    """
    context = replace(analysed(history, dialect, groundwork), since=since)
    found = apply_rules(context, selection or Selection())
    findings = [finding for finding in found if _wanted(finding, history, only)]
    judged = [entry for entry in context.revisions if only is None or entry.revision in only]
    return Report(
        command="mrt-check",
        subject=", ".join(history.locations),
        findings=tuple(sorted(findings, key=_place(history))),
        coverage=tuple(_coverage(context, judged, groundwork)),
        statements=_statements(judged),
        revisions=len(history.scripts if only is None else only),
        extra={"dialect": dialect} if dialect else {},
    )


def analysed(
    history: History, dialect: str | None, groundwork: Groundwork | None = None
) -> Context:
    """Read what each revision does, and replay those whose ancestors are all known."""
    operations = {name: _operations(script, dialect) for name, script in history.scripts.items()}
    order = history.order()
    steps = [(name, history.parents(name), operations[name]) for name in order]
    if groundwork is not None:
        first = (GROUNDWORK, (), groundwork.operations(dialect))
        steps = [first, *((n, parents or (GROUNDWORK,), does) for n, parents, does in steps)]
    replayed = {result.revision: result for result in replay(steps, dialect)}
    unordered = (name for name in history.scripts if name not in replayed)
    revisions = tuple(
        _analysed(history.scripts[name], operations, replayed, dialect)
        for name in (*order, *unordered)
    )
    return Context(history=history, dialect=dialect, revisions=revisions)


def apply_rules(context: Context, selection: Selection) -> Iterator[Finding]:
    """Yield the findings of the rules that speak, without those that somebody accepts."""
    rules = [rule for rule in every_rule() if selection.takes(rule)]
    suppressions = Suppressions(context.history.scripts)
    accepted = AcceptedFindings(selection.accepted)
    for rule, finding in found_by(rules, context):
        if not (suppressions.suppress(finding) or accepted.suppress(finding)):
            yield selection.weigh(rule, finding)
    later = replace(
        context,
        unused=tuple(_unused(suppressions)),
        unused_settings=tuple(accepted.unused()),
        applied=frozenset(rule.code for rule in rules),
    )
    for rule in rules:
        if rule.after_suppression and rule.check is not None:
            for finding in rule.check(later):
                # An idle `# mrt: ignore` must not accept the finding that says so.
                by_name = suppressions.suppress(finding, by_name=True)
                if not (by_name or accepted.suppress(finding)):
                    yield selection.weigh(rule, finding)


def found_by(rules: Iterable[Rule], context: Context) -> Iterator[tuple[Rule, Finding]]:
    """Yield what rules find, each with its rule; a script is parsed once for all of them."""
    for rule in rules:
        if rule.check is not None and not rule.after_suppression:
            yield from ((rule, finding) for finding in rule.check(context))
    for entry in context.revisions:
        content = entry.script.content
        hinted = [r for r in rules if r.hint is not None and r.hint.search(content)]
        if hinted and not entry.script.unread:
            code = read_code(entry.script)
            for rule in hinted:
                if rule.check_code is not None:
                    yield from ((rule, finding) for finding in rule.check_code(entry, code))


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
    return only is None or finding.revision in only or _is_fault(finding, history)


def _is_fault(finding: Finding, history: History) -> bool:
    """Tell whether the graph itself is at fault; the user may have weighed it otherwise."""
    return any(replace(finding, severity=fault.severity) == fault for fault in history.faults)


def _place(history: History) -> Callable[[Finding], tuple[int, str, int, str]]:
    rank = {revision: index for index, revision in enumerate(history.order())}

    def key(finding: Finding) -> tuple[int, str, int, str]:
        location = finding.location
        place = (location.file, location.line or 0) if location else ("", 0)
        return (rank.get(finding.revision or "", -1), *place, finding.code)

    return key


def _statements(judged: Sequence[Analysed]) -> StatementCoverage:
    unread = [(entry, step) for entry in judged for step in entry.unknown]
    return StatementCoverage(
        understood=sum(entry.understood for entry in judged),
        not_analysed=tuple(
            NotAnalysed(
                revision=entry.revision,
                location=step.location,
                source=" ".join(step.source.split()),
                reason=step.reason,
            )
            for entry, step in unread
        ),
    )


def _coverage(
    context: Context, judged: Sequence[Analysed], groundwork: Groundwork | None
) -> Iterator[str]:
    partly = [entry for entry in judged if entry.unknown]
    statements = sum(len(entry.unknown) for entry in partly)
    yield f"{len(judged) - len(partly)} of {_count(len(judged), 'revision')} fully analysed" + (
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
    if groundwork is not None:
        yield from _of_groundwork(groundwork, context.dialect)


def _of_groundwork(groundwork: Groundwork, dialect: str | None) -> Iterator[str]:
    unread = not_analysed(groundwork.operations(dialect))
    if unread:
        places = ", ".join(f"{step.location} ({step.reason})" for step in unread)
        yield f"Not analysed of the setup script: {places}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
