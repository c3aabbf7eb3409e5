"""The floor: the SQL of a history sent straight through the driver to an ordinary database.

Ordinary is what driver and server make by default: a file or a server in the directory for
temporary files, with no setting of ours. What is made before the clock starts is the directory
alone; a server is started and stopped while it runs, as the one of a round trip is.
"""

from __future__ import annotations

import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import psycopg2

from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Provision
from alembic_mrt.roundtrip.dialects.postgresql.account import server_account
from alembic_mrt.roundtrip.dialects.postgresql.binaries import find_binaries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Steps: TypeAlias = "list[list[str]]"
VERSION_TABLE = "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"
_USER = "floor"
_PATIENCE = 30.0
"""Seconds that a server may take to start."""


def on_ours(steps: Steps, dialect: str) -> None:
    """Send the statements to a database as a round trip provisions it, a transaction each step."""
    with closing(dialect_for(dialect).provision(Provision())) as disposable:
        session = disposable.session()
        session.execute(VERSION_TABLE)
        for step in steps:
            with session.transaction():
                for statement in step:
                    session.execute(statement)


@contextmanager
def ordinary(dialect: str) -> Iterator[Callable[[Steps], None]]:
    """Make the directory of an ordinary database, and yield what sends the statements to one."""
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch)
        if dialect == "postgresql":
            _initdb(directory)
        yield partial({"sqlite": _on_sqlite, "postgresql": _on_postgresql}[dialect], directory)


def _on_sqlite(directory: Path, steps: Steps) -> None:
    with closing(sqlite3.connect(directory / "floor.db", isolation_level=None)) as connection:
        _send(connection, steps)


def _on_postgresql(directory: Path, steps: Steps) -> None:
    with (
        _server(directory),
        closing(psycopg2.connect(host=str(directory), user=_USER, dbname="postgres")) as connection,
    ):
        connection.autocommit = True
        _send(connection.cursor(), steps)


def _send(cursor: Any, steps: Steps) -> None:
    cursor.execute(VERSION_TABLE)
    for step in steps:
        for statement in ("BEGIN", *step, "COMMIT"):
            cursor.execute(statement)


def _initdb(directory: Path) -> None:
    account = server_account()
    account.own(directory)
    program = find_binaries(account).initdb
    command: list[str | Path] = [program, "-D", directory / "data", "-A", "trust", "-U", _USER]
    subprocess.run(command, check=True, capture_output=True, cwd="/", **account.popen)


@contextmanager
def _server(directory: Path) -> Iterator[None]:
    account = server_account()
    program = find_binaries(account).postgres
    command: list[str | Path] = [program, "-D", directory / "data", "-k", directory, "-h", ""]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd="/", **account.popen) as process:
        try:
            _await(directory / "data" / "postmaster.pid")
            yield
        finally:
            process.terminate()


def _await(status: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not (status.exists() and "ready" in status.read_text("utf-8")):
        if time.monotonic() > deadline:
            raise TimeoutError(status)
        time.sleep(0.02)
