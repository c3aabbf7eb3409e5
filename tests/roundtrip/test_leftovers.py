"""What a run leaves whose watchdog was killed with it is removed by the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.roundtrip.leftovers import claim, remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = """
import os, signal, sys, time
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.watchdog import watchdog
signal.signal(signal.SIGHUP, signal.SIG_DFL)
made = dialect_for("postgresql").provision(Provision())
print(made.address.host, watchdog._process.pid, flush=True)
if sys.argv[1] == "wait":
    time.sleep(60)
made.close()
"""


def started(how: str) -> tuple[subprocess.Popen[str], Path, int]:
    command = [sys.executable, "-c", _RUN, how]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    with child.stdout as out:
        place, watchdog = out.readline().split()
    return child, Path(place), int(watchdog)


@pytest.fixture
def run() -> Iterator[tuple[subprocess.Popen[str], Path, int]]:
    child, place, watchdog = started("wait")
    yield child, place, watchdog
    child.kill()
    child.wait()


def at_work_in(place: Path) -> list[str]:
    found = map(working_directory, Path("/proc").glob("[0-9]*"))
    return [cwd for cwd in found if cwd.startswith(str(place))]


def working_directory(process: Path) -> str:
    try:
        return str((process / "cwd").readlink())
    except OSError:
        return ""


@pytest.mark.postgresql
@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc")
class TestRuns:
    def test_the_next_run_removes_what_a_dead_one_left(
        self, run: tuple[subprocess.Popen[str], Path, int]
    ) -> None:
        child, place, watchdog = run
        os.kill(watchdog, signal.SIGKILL)
        child.kill()
        child.wait()
        assert at_work_in(place) != []
        started("go on")[0].wait(timeout=60)
        assert not place.exists()
        assert at_work_in(place) == []

    def test_a_run_that_is_alive_is_left_alone(
        self, run: tuple[subprocess.Popen[str], Path, int]
    ) -> None:
        _, place, _ = run
        started("go on")[0].wait(timeout=60)
        assert at_work_in(place) != []

    def test_the_watchdog_survives_what_ends_the_run(
        self, run: tuple[subprocess.Popen[str], Path, int]
    ) -> None:
        child, place, watchdog = run
        os.kill(watchdog, signal.SIGHUP)
        child.send_signal(signal.SIGHUP)
        child.wait(timeout=30)
        deadline = time.monotonic() + 20
        while place.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not place.exists()


class TestDirectories:
    def test_one_that_is_free_goes(self, tmp_path: Path) -> None:
        dead = tmp_path / "alembic-mrt-dead"
        dead.mkdir()
        os.close(claim(dead))
        remove_leftovers([tmp_path, tmp_path / "nowhere"], "alembic-mrt-")
        assert list(tmp_path.iterdir()) == []

    def test_all_others_stay(self, tmp_path: Path) -> None:
        alive, bare, foreign, other = (
            tmp_path / name
            for name in ("alembic-mrt-alive", "alembic-mrt-bare", "alembic-mrt-foreign", "other")
        )
        for directory in (alive, bare, foreign, other):
            directory.mkdir()
        held = claim(alive)
        os.close(claim(other))
        os.close(claim(foreign))
        (foreign / "run.lock").write_text(f"{os.geteuid() + 1}")
        (tmp_path / "alembic-mrt-link").symlink_to(other)
        before = sorted(tmp_path.iterdir())
        remove_leftovers([tmp_path], "alembic-mrt-")
        assert sorted(tmp_path.iterdir()) == before
        os.close(held)
