"""What else a test suite does with databases goes on while the round trips run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pytesting.conftest import Run

HOOKS = """
import sqlite3
from contextlib import closing

import sqlalchemy as sa

engine = sa.create_engine("sqlite:///hooks.db")


def pytest_configure():
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE done (test TEXT)"))


def pytest_runtest_teardown(item):
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO done VALUES (:test)"), {"test": item.nodeid})
    sa.create_engine("sqlite:///hooks.db", creator=lambda: sqlite3.connect("hooks.db")).connect()


def pytest_runtest_logreport(report):
    with closing(sqlite3.connect("raw.db")) as connection:
        connection.execute("ATTACH 'hooks.db' AS other")
"""
SERVER = """
import threading

import pytest
import sqlalchemy as sa


@pytest.fixture(scope="session")
def engine():
    made, errors, stop = sa.create_engine("sqlite:///own.db"), [], threading.Event()
    with made.begin() as connection:
        connection.execute(sa.text("CREATE TABLE beat (id INTEGER PRIMARY KEY)"))

    def beat():
        with made.begin() as connection:
            connection.execute(sa.text("INSERT INTO beat DEFAULT VALUES"))
        made.dispose()

    def serve():
        while not stop.wait(0.001):
            try:
                beat()
            except Exception as error:
                errors.append(error)

    thread = threading.Thread(target=serve)
    thread.start()
    yield made
    stop.set()
    thread.join()
    assert errors == []
    made.dispose()


def test_it_beats(engine):
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT count(*) FROM beat")).scalar()
"""
BETWEEN = """
import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    yield
    ours = [item for item in items if item.nodeid.startswith("mrt::roundtrip")]
    others = [item for item in items if item.nodeid.startswith("tests/")]
    items[:] = [item for pair in zip(ours, others, strict=True) for item in pair]
"""


def write(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, encoding="utf-8")


def test_hooks_between_two_revisions(project: Path, run: Run) -> None:
    write(project, "conftest.py", HOOKS)
    run("mrt").assert_outcomes(passed=6, failed=2)


def test_a_thread_that_is_older_than_the_run(project: Path, run: Run) -> None:
    write(project, "tests/test_migrations.py", SERVER)
    run("--mrt").assert_outcomes(passed=7, failed=2)


def test_tests_between_two_revisions(project: Path, run: Run) -> None:
    write(project, "conftest.py", BETWEEN)
    own = "import sqlite3, pytest\n\n@pytest.mark.parametrize('number', range(4))\n"
    body = "def test_own(number):\n    sqlite3.connect('own.db').close()\n"
    write(project, "tests/test_migrations.py", own + body)
    run("--mrt", "-v").assert_outcomes(passed=7, failed=1)


@pytest.mark.parametrize("how", ["--ff", "--nf"])
def test_failed_and_new_ones_come_first(project: Path, run: Run, how: str) -> None:
    assert project
    run("--mrt", "-k", "roundtrip or clean_state")
    shown = run("--mrt", "-v", "-k", "roundtrip or clean_state", how).outlines
    names = [line.split()[0] for line in shown if line.startswith(("mrt::", "tests/"))]
    revisions = [name for name in names if name.startswith("mrt::")]
    expected = {"--ff": ["c3", "a1", "b2", "d4"], "--nf": ["a1", "b2", "c3", "d4"]}[how]
    assert revisions == [f"mrt::roundtrip[{name}]" for name in expected]
