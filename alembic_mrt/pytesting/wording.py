"""What a failed test shows: findings, the lines of the scripts, and the command that repeats it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alembic_mrt.finding import Finding, Location, RevisionResult
    from alembic_mrt.history.graph import History

_AROUND: Final = 2
"""So many lines of a script are shown before and after the one that is meant."""
_WIDTH: Final = 96


def revision_failure(result: RevisionResult, history: History) -> str:
    """Word the result of one revision, with the lines of its script."""
    lines = [f"{result.revision} {result.title}: {result.verdict.value}"]
    if result.reason:
        where = f"{result.location}: " if result.location else ""
        lines += _wrapped(where + result.reason, 2)
    return "\n".join([*lines, *_findings(result.findings, history)])


def findings_failure(findings: Iterable[Finding], history: History) -> str:
    """Word findings of the analysis or of the graph, with the lines of the scripts."""
    return "\n".join(_findings(findings, history)).lstrip("\n")


def whole_failure(results: Sequence[RevisionResult], faults: Sequence[Finding]) -> str:
    """Word the results of several revisions in short, and the faults of the graph."""
    told = [result.failure_summary() for result in results]
    return "\n".join([*(fault.message for fault in faults), *told])


def without_proof(results: Iterable[RevisionResult]) -> str:
    """Word in one line why revisions that pass are not proven reversible."""
    return "; ".join(result.failure_summary().partition("\n")[0] for result in results)


def _findings(findings: Iterable[Finding], history: History) -> Iterator[str]:
    for finding in findings:
        yield ""
        where = f"{finding.location}: " if finding.location else ""
        head = f"{where}{finding.severity.value} {finding.code} {finding.message}"
        yield from _wrapped(head, 0)
        yield from _excerpt(finding.location, history)
        if finding.related:
            yield f"  see also: {finding.related}"
            yield from _excerpt(finding.related, history, around=0)
        if finding.remedy:
            yield from _wrapped(f"remedy: {finding.remedy}", 2)


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _excerpt(
    location: Location | None, history: History, *, around: int = _AROUND
) -> Iterator[str]:
    """Yield the lines around the one that is meant, which is marked."""
    if location is None or location.line is None:
        return
    scripts = (s for s in history.scripts.values() if s.file == location.file)
    script = next(scripts, None)
    if script is None or script.unread:
        return
    lines = script.source.splitlines()
    first = max(location.line - around, 1)
    for number, line in enumerate(lines[first - 1 : location.line + around], first):
        mark = ">" if number == location.line else " "
        yield f"  {mark} {number:4} | {line}".rstrip()
