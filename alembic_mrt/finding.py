"""Findings, verdicts and reports: the one currency of both engines.

The analyzer and the round trip produce these values, the report formats read them, and neither
side knows the other.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

_LISTED = 10
"""So many names are told in a sentence."""


class Severity(str, enum.Enum):
    """Rank a finding; the first member is the gravest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether this severity is at least as grave as ``threshold``."""
        ranks = list(Severity)
        return ranks.index(self) <= ranks.index(threshold)


@dataclass(frozen=True, slots=True)
class Location:
    """Point at a line of a file; ``file`` as the user would type it, ``line`` counted from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """State one thing that is wrong, or worth knowing, about a revision or the history.

    ``object`` names what is at stake in the user's own words (``users.email``,
    ``index ix_users_email``); together with ``code`` and ``revision`` it identifies the finding
    across runs. ``related`` is the other line involved, such as the upgrade's.
    """

    code: str
    severity: Severity
    message: str
    revision: str | None = None
    location: Location | None = None
    related: Location | None = None
    remedy: str = ""
    object: str = ""


class Verdict(str, enum.Enum):
    """Judge the round trip of one revision."""

    REVERSIBLE = "reversible"
    DATA_LOST = "data lost"
    SCHEMA_DIFFERS = "schema differs"
    DOWNGRADE_FAILS = "downgrade fails"
    DOWNGRADE_FAILS_ON_NEW_ROWS = "downgrade fails once new rows exist"
    REUPGRADE_FAILS = "re-upgrade fails"
    UPGRADE_FAILS_ON_ROWS = "upgrade fails on rows"
    UPGRADE_FAILS = "upgrade fails"
    GRAPH_FAULT = "graph fault"
    NOT_WRITTEN = "downgrade not written"
    IRREVERSIBLE = "declared irreversible"
    UNPROVEN = "unproven"
    SKIPPED = "skipped"

    @property
    def proven(self) -> bool:
        """Tell whether this is the one green verdict."""
        return self is Verdict.REVERSIBLE

    @property
    def fails(self) -> bool:
        """Tell whether the verdict fails a run even without ``--strict``."""
        return self not in _ACCEPTED


_ACCEPTED = frozenset({Verdict.REVERSIBLE, Verdict.IRREVERSIBLE, Verdict.UNPROVEN, Verdict.SKIPPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionResult:
    """Hold the verdict on one revision; ``reason`` is one sentence, empty where none is needed."""

    revision: str
    title: str
    verdict: Verdict
    reason: str = ""
    location: Location | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether the revision would let a run without ``--strict`` pass."""
        return not self.verdict.fails

    def failure_summary(self) -> str:
        """Word the verdict and its findings, one a line."""
        head = f"{self.revision}: {self.verdict.value}"
        head += f" ({self.reason})" if self.reason else ""
        return "\n".join([head, *(f"  {finding.message}" for finding in self.findings)])


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeeded:
    """Say why a table held no row, and in the trips of which revisions; none of them for all."""

    table: str
    reason: str
    revisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCoverage:
    """Tell how many tables were ``present``, and which of them were ``not_seeded`` at some time."""

    present: int
    not_seeded: tuple[NotSeeded, ...] = ()

    @property
    def seeded(self) -> int:
        """Return how many tables held rows whenever they were to."""
        return self.present - len({item.table for item in self.not_seeded})

    def sentence(self) -> str:
        """Word the numbers, and the tables that were not seeded by their reasons."""
        by_reason: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for item in self.not_seeded:
            by_reason.setdefault((item.reason, item.revisions), []).append(item.table)
        told = [
            f"{_listed(tables)}{' at ' if revisions else ''}{_listed(revisions)}: {reason}"
            for (reason, revisions), tables in by_reason.items()
        ]
        but = f" (not: {'; '.join(told)})" if told else ""
        return f"Tables seeded: {self.seeded} of {self.present}{but}."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnalysed:
    """Hold a statement that the analyzer could not read: its text, where it stands and why."""

    revision: str
    location: Location
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCoverage:
    """Tell how many operations the analyzer ``understood``, and which statements it did not."""

    understood: int
    not_analysed: tuple[NotAnalysed, ...] = ()

    def sentence(self) -> str:
        """Word the numbers."""
        total = self.understood + len(self.not_analysed)
        return f"Operations understood: {self.understood} of {total}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold what one run of a command found.

    ``findings`` are those of no single result (check puts all of its findings here, the round
    trip those of the graph); ``coverage`` are sentences about what was and was not looked at,
    ``tables`` the tables that the round trip looked at, ``statements`` those that the analyzer
    read.
    """

    command: str
    subject: str
    findings: tuple[Finding, ...] = ()
    results: tuple[RevisionResult, ...] = ()
    coverage: tuple[str, ...] = ()
    tables: TableCoverage | None = None
    statements: StatementCoverage | None = None
    revisions: int = 0
    extra: dict[str, str] = field(default_factory=dict)

    def every_finding(self) -> tuple[Finding, ...]:
        """Return the findings of the run and of each of its results, in that order."""
        return self.findings + tuple(f for result in self.results for f in result.findings)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    rest = f" and {more} more" if more > 0 else ""
    return ", ".join(names[:_LISTED]) + rest
