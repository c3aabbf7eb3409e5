"""Tests that follow each other on one database: the one of a session, or one handed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pytesting.conftest import Run

CONFTEST = """
from alembic_mrt import MRTConfig


def pytest_configure(config):
    config._mrt_config = MRTConfig(db_url="sqlite:///own.db", use_database=True)
"""
BOTH = """
def test_both(mrt):
    mrt.upgrade_to("b2")
    mrt.check_revision("c3")
"""
FIRST = """
import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    yield
    items.sort(key=lambda item: not item.nodeid.startswith("mrt::"))
"""


def test_steps_and_round_trips_take_turns(project: Path, run: Run) -> None:
    (project / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    run("--mrt").assert_outcomes(passed=15, failed=2)
    assert not (project / "own.db").exists()


def test_one_test_cannot_have_both_there(project: Path, run: Run) -> None:
    (project / "tests" / "test_migrations.py").write_text(BOTH, encoding="utf-8")
    run("tests").assert_outcomes(passed=1)
    (project / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    result = run("tests")
    result.stdout.fnmatch_lines(["*The database that was handed over holds what this test has ma*"])
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize("conftest", [FIRST, FIRST + CONFTEST], ids=["ours", "handed over"])
def test_a_test_behind_ours_begins_in_a_clean_state(project: Path, run: Run, conftest: str) -> None:
    (project / "conftest.py").write_text(conftest, encoding="utf-8")
    run("--mrt").assert_outcomes(passed=15, failed=2)
