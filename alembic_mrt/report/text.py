"""The report as text, for people: a table of verdicts, findings and a summary."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from alembic_mrt.finding import Finding, Report, RevisionResult, Severity, Verdict
from alembic_mrt.report import Layout, judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def render(report: Report, layout: Layout | None = None) -> str:
    """Render a report to lines that fit the layout's width; only a long word stands out."""
    console = _console(layout or Layout())
    for block in filter(None, _blocks(report, console)):
        for line in block:
            console.print(line, soft_wrap=isinstance(line, Text))
        console.print()
    for line in _wrapped(console, _summary(report)):
        console.print(line, soft_wrap=True)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _console(layout: Layout) -> Console:
    return Console(
        file=io.StringIO(),
        width=layout.width,
        force_terminal=layout.colour,
        color_system="standard" if layout.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _blocks(report: Report, console: Console) -> Iterator[Sequence[Table | Text]]:
    yield _wrapped(console, f"{report.command}: {report.subject}") if report.subject else []
    yield [_table(report.results)] if report.results else []
    for finding in report.findings:
        yield list(_finding(console, finding))
    for result in report.results:
        yield list(_result(console, result))
    counted = (part.sentence() for part in (report.statements, report.tables) if part)
    covered = [*report.coverage, *counted]
    yield [line for sentence in covered for line in _wrapped(console, f"- {sentence}", 0)]


def _table(results: Iterable[RevisionResult]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("revision", no_wrap=True)
    table.add_column("title", overflow="fold")
    table.add_column("verdict", overflow="fold")
    for result in results:
        verdict = Text(result.verdict.value, style=_style(result.verdict))
        table.add_row(_clean(result.revision), _clean(result.title), verdict)
    return table


def _style(verdict: Verdict) -> str:
    if verdict.proven:
        return "green"
    return "red" if verdict.fails else "yellow"


def _result(console: Console, result: RevisionResult) -> Iterator[Text]:
    """Tell of a result that there is something to tell of, under a line that names it."""
    if result.reason or result.findings:
        head = f"{result.revision} {result.title}: {result.verdict.value}"
        yield from _wrapped(console, head, 0)
        if result.reason:
            where = f"{result.location}: " if result.location else ""
            yield from _wrapped(console, where + result.reason, 2)
        for finding in result.findings:
            yield from _finding(console, finding, 2)


def _finding(console: Console, finding: Finding, indent: int = 0) -> Iterator[Text]:
    head = Text(_clean(f"{finding.location}: ") + " " if finding.location else "")
    head.append(finding.severity.value, style=_COLOURS[finding.severity])
    head.append(" " + _clean(f"{finding.code} {finding.message}"))
    yield from _wrapped(console, head, indent)
    if finding.related:
        yield from _wrapped(console, f"see also: {finding.related}", indent + 2)
    if finding.remedy:
        yield from _wrapped(console, f"remedy: {finding.remedy}", indent + 2)


def _wrapped(console: Console, text: Text | str, indent: int = 0) -> list[Text]:
    """Wrap between words, with a hanging indent; a path is never broken."""
    whole = Text(_clean(text)) if isinstance(text, str) else text
    room = max(console.width - indent - 2, 20)
    lines = textwrap.wrap(whole.plain, room, break_long_words=False, break_on_hyphens=False)
    start, wrapped = 0, []
    for number, line in enumerate(lines):
        start = whole.plain.index(line, start)
        margin = " " * (indent + 2 if number else indent)
        wrapped.append(Text(margin) + whole[start : start + len(line)])
    return wrapped


def _clean(text: str) -> str:
    """Return the text on one line, without what a terminal would obey."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)


def _summary(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.every_finding())
    found = ", ".join(_count(counts[severity], severity.value) for severity in Severity)
    revisions = _count(judged(report), "revision")
    verdicts = Counter(result.verdict for result in report.results)
    told = ", ".join(f"{verdicts[v]} {v.value}" for v in Verdict if verdicts[v])
    return f"{revisions}: {told}; {found}." if told else f"{revisions}: {found}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
