"""The report for people."""

from __future__ import annotations

import pytest

from alembic_mrt.finding import (
    Finding,
    Location,
    NotSeeded,
    Report,
    RevisionResult,
    Severity,
    TableCoverage,
    Verdict,
)
from alembic_mrt.report import Layout, formats, render

LOST = Finding(
    code="MRT201",
    severity=Severity.ERROR,
    message="books.subtitle: 3 of 3 values are gone after the downgrade, and nothing in"
    " upgrade() saved them.",
    location=Location("migrations/versions/2025_03_25_1309-0f7ce35a92b8_drop_the_subtitle.py", 23),
    related=Location("migrations/versions/2025_03_25_1309-0f7ce35a92b8_drop_the_subtitle.py", 18),
    remedy="Copy the values to a table of their own in upgrade(), and back in downgrade().",
    object="books.subtitle",
)
GRAPH = Finding(code="MRT901", severity=Severity.WARNING, message="Two [heads] :smile: \x1b[31m")
RESULTS = (
    RevisionResult(revision="27c6a30d7c24", title="Add books", verdict=Verdict.REVERSIBLE),
    RevisionResult(
        revision="0f7ce35a92b8",
        title="Drop the subtitle of a book, which nobody ever filled in and few people read",
        verdict=Verdict.DATA_LOST,
        findings=(LOST,),
    ),
    RevisionResult(
        revision="e46d18f3b05c",
        title="Forget the phones",
        verdict=Verdict.IRREVERSIBLE,
        reason="Erased on purpose.",
        location=Location("m/e46.py", 12),
    ),
)
REPORT = Report(
    command="mrt-roundtrip",
    subject="m/versions",
    findings=(GRAPH,),
    results=RESULTS,
    coverage=("Ran on SQLite 3.45.",),
    tables=TableCoverage(
        present=43,
        not_seeded=(
            NotSeeded(table="log", reason="a trigger says 'closed'", revisions=("27c6a30d7c24",)),
            *(NotSeeded(table=f"old_{n}", reason="no trip needs it") for n in range(12)),
        ),
    ),
    revisions=9,
)
EXPECTED = """\
mrt-roundtrip: m/versions

revision      title                                        verdict
27c6a30d7c24  Add books                                    reversible
0f7ce35a92b8  Drop the subtitle of a book, which nobody    data lost
              ever filled in and few people read
e46d18f3b05c  Forget the phones                            declared irreversible

warning MRT901 Two [heads] :smile: \\x1b[31m

0f7ce35a92b8 Drop the subtitle of a book, which nobody ever filled in and few
  people read: data lost
  migrations/versions/2025_03_25_1309-0f7ce35a92b8_drop_the_subtitle.py:23:
    error MRT201 books.subtitle: 3 of 3 values are gone after the downgrade, and
    nothing in upgrade() saved them.
    see also:
      migrations/versions/2025_03_25_1309-0f7ce35a92b8_drop_the_subtitle.py:18
    remedy: Copy the values to a table of their own in upgrade(), and back in
      downgrade().

e46d18f3b05c Forget the phones: declared irreversible
  m/e46.py:12: Erased on purpose.

- Ran on SQLite 3.45.
- Tables seeded: 30 of 43 (not: log at 27c6a30d7c24: a trigger says 'closed';
  old_0, old_1, old_2, old_3, old_4, old_5, old_6, old_7, old_8, old_9 and 2
  more: no trip needs it).

3 revisions: 1 reversible, 1 data lost, 1 declared irreversible; 1 error, 1
  warning, 0 notes.
"""


def test_a_round_trip_in_80_columns() -> None:
    assert render(REPORT, "text") == EXPECTED


def test_nothing_but_long_words_leaves_the_width() -> None:
    lines = render(REPORT, "text", Layout(width=60)).splitlines()
    assert [line for line in lines if len(line) > 60 and " " in line.strip()] == []


def test_a_wide_screen_is_used() -> None:
    lines = render(REPORT, "text", Layout(width=200)).splitlines()
    assert any("values are gone after the downgrade, and nothing in upgrade()" in x for x in lines)


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in render(REPORT, "text")
    assert "\x1b[31m" in render(REPORT, "text", Layout(colour=True))


def test_findings_of_check_stand_alone() -> None:
    report = Report(command="mrt-check", subject="", findings=(LOST,), revisions=10)
    text = render(report, "text", Layout(width=300))
    assert text.startswith(f"{LOST.location}: error MRT201 books.subtitle")
    assert text.endswith("10 revisions: 1 error, 0 warnings, 0 notes.\n")


@pytest.mark.parametrize("name", formats())
def test_every_format_renders_an_empty_report(name: str) -> None:
    assert render(Report(command="mrt-check", subject=""), name).endswith("\n")


def test_the_formats_are_the_modules() -> None:
    assert {"json", "text"} <= set(formats())
