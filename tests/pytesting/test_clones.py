"""A test begins at a copy of the wanted state; the history is not replayed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.pytesting.environment import Environment
from tests.pytesting.conftest import Run

TESTS = """
import pytest


@pytest.mark.parametrize("time", range(3))
def test_at_the_same_revision(mrt, time):
    mrt.upgrade_to("c3")
    assert mrt.rows("books") == []
    mrt.seed("books", [{"title": "Emma"}])


def test_one_further(mrt):
    mrt.upgrade_to("d4")
    assert mrt.rows("books") == []


def test_right_below(mrt):
    with mrt.revision("d4") as trip:
        trip.seed("books", [{"title": "Emma"}])


def test_not_clean_any_more(mrt):
    mrt.upgrade_to("b2")
    mrt.seed("books", [{"title": "Emma"}])
    mrt.upgrade_to("c3")
    assert len(mrt.rows("books")) == 1
"""


def test_only_what_is_missing_is_upgraded(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded: list[list[str]] = []
    upgrade = Environment.upgrade

    def noting(self: Environment, revisions: list[str]) -> None:
        upgraded.append(list(revisions))
        upgrade(self, revisions)

    monkeypatch.setattr(Environment, "upgrade", noting)
    (project / "tests" / "test_migrations.py").write_text(TESTS, encoding="utf-8")
    run("tests").assert_outcomes(passed=6)
    assert upgraded == [["a1", "b2", "c3"], ["d4"], ["d4"], ["a1", "b2"], ["c3"]]
