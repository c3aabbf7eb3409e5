"""Over the workers of pytest-xdist: the same results, and databases of their own."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.pytesting.conftest import Run, run_apart
from tests.roundtrip.dialects.postgresql.histories import start_server

PLAIN = ["-pno:randomly", "-pno:asyncio", "-pno:django", "-pno:pytest_alembic", "-q"]
CONFTEST = """
from alembic_mrt import MRTConfig


def pytest_configure(config):
    config.workerinput = {"workerid": "gw0", "workercount": 2}  # as pytest-xdist does
    config._mrt_config = MRTConfig(db_url="sqlite:///own.db", use_database=True)
"""


def outcomes(report: Path) -> dict[str, str]:
    """Return what became of each test of a JUnit report, and why."""
    cases = ET.parse(report).getroot().iter("testcase")
    return {
        f"{case.get('classname')}::{case.get('name')}": "; ".join(
            f"{part.tag}: {part.get('message')}" for part in case
        )
        for case in cases
    }


def test_the_results_are_those_of_one_process(project: Path, run: Run) -> None:
    run("--mrt", "--junitxml=one.xml")
    done = run_apart(project, *PLAIN, "--mrt", "-n2", "--junitxml=two.xml")
    assert "2 failed, 15 passed" in done.stdout, done.stdout + done.stderr
    assert outcomes(project / "one.xml") == outcomes(project / "two.xml")


def test_one_handed_over_database_serves_one_process(project: Path, run: Run) -> None:
    (project / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    result = run("mrt")
    assert "use_database lets one process at a time use the database" in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


@pytest.mark.postgresql
@pytest.mark.parametrize("project", ["suite_postgresql"], indirect=True)
def test_two_runs_at_once_on_one_server(project: Path) -> None:
    server = start_server()
    try:
        url = f"postgresql://postgres@/postgres?host={server.address.host}"

        def run_with(workers: int) -> subprocess.CompletedProcess[str]:
            options = [f"-n{workers}", "--mrt-url", url, "-pno:cacheprovider"]
            return run_apart(project, *PLAIN, "--mrt", *options)

        with ThreadPoolExecutor() as pool:
            done = list(pool.map(run_with, (0, 2)))
        left = server.admin.query("SELECT datname FROM pg_database WHERE datname LIKE 'mrt\\_%%'")
    finally:
        server.close()
    assert ["3 failed, 7 passed, 1 skipped" in one.stdout for one in done] == [True, True], done
    assert left == []
