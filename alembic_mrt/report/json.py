"""The report as one JSON object, for programs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alembic_mrt.finding import (
    Finding,
    Location,
    Report,
    RevisionResult,
    Severity,
    StatementCoverage,
    TableCoverage,
)
from alembic_mrt.report import judged

if TYPE_CHECKING:
    from alembic_mrt.report import Layout


def render(report: Report, _layout: Layout | None = None) -> str:
    """Render a report; the findings of a result stand at the top level too, with its revision."""
    document = {
        "command": report.command,
        "subject": report.subject,
        "findings": [_finding(finding) for finding in _attributed(report)],
        "results": [_result(result) for result in report.results],
        "coverage": list(report.coverage),
        "tables": _tables(report.tables),
        "statements": _statements(report.statements),
        "summary": _summary(report),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _attributed(report: Report) -> list[Finding]:
    findings = list(report.findings)
    for result in report.results:
        findings += (replace(f, revision=f.revision or result.revision) for f in result.findings)
    return findings


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **_location(finding.location),
        "revision": finding.revision,
        "remedy": finding.remedy,
        "object": finding.object,
        "related": _location(finding.related) if finding.related else None,
    }


def _location(location: Location | None) -> dict[str, Any]:
    return {
        "file": location.file if location else None,
        "line": location.line if location else None,
    }


def _result(result: RevisionResult) -> dict[str, Any]:
    return {
        "revision": result.revision,
        "title": result.title,
        "verdict": result.verdict.value,
        "passed": result.passed,
        "reason": result.reason,
        **_location(result.location),
        "findings": [
            _finding(replace(f, revision=f.revision or result.revision)) for f in result.findings
        ],
    }


def _tables(tables: TableCoverage | None) -> dict[str, Any] | None:
    if tables is None:
        return None
    return {
        "present": tables.present,
        "seeded": tables.seeded,
        "not_seeded": [
            {"table": item.table, "reason": item.reason, "revisions": list(item.revisions)}
            for item in tables.not_seeded
        ],
    }


def _statements(statements: StatementCoverage | None) -> dict[str, Any] | None:
    if statements is None:
        return None
    return {
        "understood": statements.understood,
        "not_analysed": [
            {
                "revision": item.revision,
                **_location(item.location),
                "source": item.source,
                "reason": item.reason,
            }
            for item in statements.not_analysed
        ],
    }


def _summary(report: Report) -> dict[str, Any]:
    severities = Counter(finding.severity for finding in report.every_finding())
    verdicts = Counter(result.verdict.value for result in report.results)
    return {
        "revisions": judged(report),
        "dialect": None,
        "findings": {severity.value: severities[severity] for severity in Severity},
        "verdicts": dict(verdicts),
        **report.extra,
    }
