"""What a run that ends in the middle of making a database leaves on somebody's server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries
from alembic_mrt.roundtrip.dialects.postgresql.handed_over import HandedOverServer
from alembic_mrt.roundtrip.dialects.postgresql.server import Server
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.postgresql
_OURS = "SELECT datname FROM pg_database WHERE datname LIKE 'mrt%'"
_CREATING = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE DATABASE%'"
_CHILD = """
import json, signal, sys
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.postgresql import driver
from alembic_mrt.roundtrip.stopping import stoppable
url, name, moment = json.loads(sys.argv[1])
# A program that a shell starts in the background is handed down that SIGINT is to be ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
driver._installed = lambda: name
with stoppable():
    print("first", flush=True)
    if moment == "first":
        sys.stdin.readline()
    made = dialect_for("postgresql").provision(Provision(url=url))
    made.session().execute("CREATE TABLE t (a int)")
    print("copy", flush=True)
    sys.stdin.readline()
    made.save("state")
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Start a server of our own and act as if it had been handed over."""
    started = Server(find_binaries(server_account()))
    started.admin.execute("CREATE DATABASE postgres")
    started.admin.close()
    started.admin = PostgreSQLSession(started.address, "postgres")
    yield started
    started.close()


@pytest.fixture
def url(server: Server) -> str:
    return f"postgresql://postgres@/postgres?host={server.address.host}"


@pytest.fixture
def start(url: str) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started = []

    def run(*given: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, json.dumps([url, *given])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        started.append(child)
        return child

    yield run
    for child in started:
        child.kill()
        child.communicate()


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def reach(child: subprocess.Popen[str], moment: str) -> None:
    """Let a child go on to the moment before it makes a database."""
    assert child.stdout is not None
    assert moment in map(str.strip, iter(child.stdout.readline, ""))


@pytest.mark.parametrize("driver", ["psycopg2", "psycopg", "pg8000"])
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGINT"])
@pytest.mark.parametrize("moment", ["first", "copy"])
def test_a_database_in_the_making_does_not_stay(
    server: Server,
    start: Callable[..., subprocess.Popen[str]],
    moment: str,
    how: str,
    driver: str,
) -> None:
    child = start(driver, moment)
    reach(child, moment)
    locking = PostgreSQLSession(server.address, "postgres")
    with locking.transaction():
        locking.execute("LOCK TABLE pg_database IN SHARE MODE")
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
        assert until(lambda: server.admin.query(_CREATING) != [])
        os.kill(child.pid, getattr(signal, how))
        if how == "SIGKILL":
            child.wait(timeout=30)
    locking.close()
    child.wait(timeout=60)
    assert until(lambda: server.admin.query(_CREATING) == [])
    assert until(lambda: server.admin.query(_OURS) == [])


def test_what_a_run_without_a_watchdog_left_is_dropped_by_the_next(
    server: Server, url: str
) -> None:
    killed = HandedOverServer(url)
    killed.admin.execute(f"CREATE DATABASE mrt_0123456789ab CONNECTION LIMIT {killed.mark}")
    HandedOverServer(url).close()
    assert server.admin.query(_OURS) == [("mrt_0123456789ab",)]
    killed.admin.close()
    assert until(lambda: server.admin.query("SELECT 1 FROM pg_locks WHERE objsubid = 2") == [])
    HandedOverServer(url).close()
    assert server.admin.query(_OURS) == []
