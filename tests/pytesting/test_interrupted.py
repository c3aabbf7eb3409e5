"""Ctrl-C in the middle of a migration: the run ends soon, reports, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from alembic_mrt.pytesting import background
from alembic_mrt.roundtrip import scratch
from tests.pytesting.conftest import ALONE, Run

SCRIPT = '''"""Slow"""

import signal
import threading
import time
from pathlib import Path

from alembic import op

revision = "x9"
down_revision = "{parent}"


def upgrade():
    Path({started!r}).touch()
    {body}


def downgrade():
    pass
'''
INTERRUPT = "signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)\n    "
ENDLESS = "while True:\n        time.sleep(0.001)"
TESTS = {
    "mrt::roundtrip": "",
    "tests/test_migrations.py::test_it": "def test_it(mrt):\n    mrt.upgrade_to('heads')\n",
    "tests": "async def test_it(async_mrt):\n    await async_mrt.upgrade_to('heads')\n",
}


def slow(project: Path, body: str, parent: str = "b2") -> Path:
    """Let the newest revision take its time; return the file that it makes when it begins."""
    versions = project / "migrations" / "versions"
    for script in versions.glob("[cd]*.py"):
        script.unlink()
    started = project / "started"
    text = SCRIPT.format(parent=parent, started=str(started), body=body)
    (versions / "x9.py").write_text(text, encoding="utf-8")
    return started


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Hear SIGINT, which a shell's ``&`` lets be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that all temporary files go to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(scratch, "_MEMORY", folder / "none")
    return folder


@pytest.mark.parametrize("named", TESTS)
def test_a_migration_is_broken_off(
    named: str, project: Path, pytester: pytest.Pytester, temporary: Path
) -> None:
    started = slow(project, INTERRUPT + ENDLESS)
    (project / "tests" / "test_migrations.py").write_text(TESTS[named], encoding="utf-8")
    alone = [option for option in ALONE if "asyncio" not in option or named != "tests"]
    scope = "-oasyncio_default_fixture_loop_scope=function"
    asynchronous = ["-oasyncio_mode=auto", scope] if named == "tests" else []
    threads = threading.active_count()
    result = pytester.runpytest_inprocess(*alone, *asynchronous, named, no_reraise_ctrlc=True)
    assert started.exists()
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*! KeyboardInterrupt !*"])
    assert list(temporary.iterdir()) == []
    assert threading.active_count() == threads


def test_what_was_done_so_far_is_reported(project: Path, pytester: pytest.Pytester) -> None:
    slow(project, INTERRUPT + ENDLESS)
    arguments = ("mrt", "-rA", "--junitxml=junit.xml")
    result = pytester.runpytest_inprocess(*ALONE, *arguments, no_reraise_ctrlc=True)
    result.stdout.fnmatch_lines(
        ["PASSED mrt::roundtrip[[]a1[]]", "PASSED mrt::roundtrip[[]b2[]]", "*4 passed*"]
    )
    assert 'tests="4"' in (project / "junit.xml").read_text(encoding="utf-8")


def test_one_that_cannot_be_broken_off_holds_nothing_up(
    project: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_PATIENCE", 0.05)
    os.mkfifo(project / "pipe")
    slow(project, f"{INTERRUPT}open({str(project / 'pipe')!r}).read()")
    result = pytester.runpytest_inprocess(*ALONE, "mrt::full_cycle", no_reraise_ctrlc=True)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    shown = pytester.runpytest_inprocess(*ALONE, "mrt::full_cycle").stdout.str()
    assert "A migration that was broken off is still running. Wait for its end" in shown
    (project / "pipe").write_text("", encoding="utf-8")
    for thread in threading.enumerate():
        if thread.name == "mrt":
            thread.join()


LIMIT = """
import signal

import pytest


def expire(*_):
    raise pytest.fail.Exception("took too long", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, 0.5 if "x9" in item.nodeid else 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
"""


def test_a_time_limit_fails_the_one_revision(project: Path, run: Run) -> None:
    """Other results than its own would be taken for those of the tests that follow."""
    slow(project, ENDLESS)
    (project / "conftest.py").write_text(LIMIT, encoding="utf-8")
    again = "def test_it(mrt):\n    assert mrt.check_revision('b2').revision == 'b2'\n"
    (project / "tests" / "test_migrations.py").write_text(again, encoding="utf-8")
    result = run("mrt::roundtrip", "tests", "-rA")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED mrt::roundtrip[[]x9[]] - *took too long"])


NOTE = """\
    import os, pathlib
    host = connection.connection.dbapi_connection.info.host.replace("/", "#")
    pathlib.Path(os.environ["HOSTS"], host).touch()
"""


@pytest.mark.postgresql
@pytest.mark.parametrize("project", ["suite_postgresql"], indirect=True)
def test_workers_and_their_servers_end(project: Path, tmp_path: Path) -> None:
    started = slow(project, "op.execute('SELECT pg_sleep(60)')")
    env = project / "migrations" / "env.py"
    connect = "with connectable.connect() as connection:\n"
    text = env.read_text(encoding="utf-8").replace(connect, connect + NOTE)
    env.write_text(text, encoding="utf-8")
    hosts = tmp_path / "hosts"
    hosts.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *ALONE[:-1], "-n2", "mrt::roundtrip"],
        cwd=project,
        env={**os.environ, "HOSTS": str(hosts)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not started.exists() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    shown, _ = process.communicate(timeout=30)
    assert process.returncode == pytest.ExitCode.INTERRUPTED, shown
    assert "passed" in shown
    servers = [Path(host.name.replace("#", "/")) for host in hosts.iterdir()]
    assert servers
    assert not [server for server in servers if server.exists()]
