"""What the fixture asserts of revisions is never silently green."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pytesting.conftest import Run

TESTS = """\
def test_one(mrt):
    mrt.assert_reversible("c3")


def test_all(mrt):
    mrt.assert_all_reversible()


def test_another(mrt):
    mrt.assert_reversible("b2")


def test_passed(mrt):
    assert mrt.check_revision("c3").passed
"""

DECLARED = '\nirreversible = "subtitles are gone for good"\n'
TOUCHES_NOTHING = """
def upgrade():
    op.execute("DELETE FROM books WHERE title = 'x' AND 1 = 2")

def downgrade():
    pass
"""
NOT_WRITTEN = """
def upgrade():
    pass

def downgrade():
    raise NotImplementedError("The downgrade of c3 is not written.")
"""


@pytest.fixture
def tests(project: Path) -> Path:
    path = project / "tests" / "test_migrations.py"
    path.write_text(TESTS, encoding="utf-8")
    return project


def end_of_c3(project: Path, text: str) -> None:
    with (project / "migrations" / "versions" / "c3_subtitle.py").open("a", encoding="utf-8") as c3:
        c3.write(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (DECLARED, "declared irreversible (subtitles are gone for good)"),
        (TOUCHES_NOTHING, "unproven (no row that was seeded is touched by*)"),
        (NOT_WRITTEN, "unproven (*)"),
    ],
    ids=["declared", "touches nothing", "not written"],
)
def test_what_is_not_proven_is_skipped(tests: Path, run: Run, text: str, verdict: str) -> None:
    end_of_c3(tests, text)
    result = run("-rs")
    result.assert_outcomes(passed=2, skipped=2)
    result.stdout.fnmatch_lines([f"SKIPPED [[]1[]] tests/test_migrations.py:2: c3: {verdict}"])
    strict = run("--mrt-strict")
    strict.assert_outcomes(passed=2, failed=2)
    strict.stdout.fnmatch_lines([f"*c3: {verdict}"])


def test_a_failure_beside_it_fails(tests: Path, run: Run) -> None:
    end_of_c3(tests, DECLARED)
    b2 = tests / "migrations" / "versions" / "b2_pages.py"
    text = b2.read_text(encoding="utf-8").replace('drop_column("pages")', 'drop_column("page")')
    b2.write_text(text, encoding="utf-8")
    run("-k", "all").assert_outcomes(failed=1, deselected=3)
