"""The report for programs."""

from __future__ import annotations

import json

from alembic_mrt.finding import (
    Finding,
    Location,
    NotAnalysed,
    NotSeeded,
    Report,
    RevisionResult,
    Severity,
    StatementCoverage,
    TableCoverage,
    Verdict,
)
from alembic_mrt.report import render

LEFT = Finding(
    code="MRT301",
    severity=Severity.ERROR,
    message="The index ix_a is still there.",
    location=Location("m/1.py", 4),
    related=Location("m/1.py", 2),
    remedy="Drop it.",
    object="index ix_a",
)
HEADS = Finding(code="MRT901", severity=Severity.NOTE, message="é")
RESULT = RevisionResult(
    revision="1", title="One", verdict=Verdict.SCHEMA_DIFFERS, reason="r", findings=(LEFT,)
)
REPORT = Report(
    command="mrt-roundtrip",
    subject="s",
    findings=(HEADS,),
    results=(RESULT,),
    coverage=("c",),
    tables=TableCoverage(
        present=3, not_seeded=(NotSeeded(table="a.log", reason="closed", revisions=("1", "2")),)
    ),
    statements=StatementCoverage(
        understood=4,
        not_analysed=(
            NotAnalysed(revision="1", location=Location("a.py", 7), source="op.x()", reason="r"),
        ),
    ),
    revisions=9,
    extra={"dialect": "sqlite"},
)
LEFT_AS_JSON = {
    "code": "MRT301",
    "severity": "error",
    "message": "The index ix_a is still there.",
    "file": "m/1.py",
    "line": 4,
    "revision": "1",
    "remedy": "Drop it.",
    "object": "index ix_a",
    "related": {"file": "m/1.py", "line": 2},
}


def test_the_whole_document() -> None:
    assert json.loads(render(REPORT, "json")) == {
        "command": "mrt-roundtrip",
        "subject": "s",
        "findings": [
            {
                "code": "MRT901",
                "severity": "note",
                "message": "é",
                "file": None,
                "line": None,
                "revision": None,
                "remedy": "",
                "object": "",
                "related": None,
            },
            LEFT_AS_JSON,
        ],
        "results": [
            {
                "revision": "1",
                "title": "One",
                "verdict": "schema differs",
                "passed": False,
                "reason": "r",
                "file": None,
                "line": None,
                "findings": [LEFT_AS_JSON],
            }
        ],
        "coverage": ["c"],
        "tables": {
            "present": 3,
            "seeded": 2,
            "not_seeded": [{"table": "a.log", "reason": "closed", "revisions": ["1", "2"]}],
        },
        "statements": {
            "understood": 4,
            "not_analysed": [
                {"revision": "1", "file": "a.py", "line": 7, "source": "op.x()", "reason": "r"}
            ],
        },
        "summary": {
            "revisions": 1,
            "findings": {"error": 1, "warning": 0, "note": 1},
            "verdicts": {"schema differs": 1},
            "dialect": "sqlite",
        },
    }


def test_a_dialect_that_is_not_known_is_null() -> None:
    report = Report(command="mrt-check", subject="s", revisions=9)
    summary = json.loads(render(report, "json"))["summary"]
    assert (summary["dialect"], summary["revisions"]) == (None, 9)
