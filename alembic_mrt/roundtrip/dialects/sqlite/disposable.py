"""Disposable databases on SQLite: one file, whose saved states are kept in memory.

A state is copied into the live file by SQLite's backup, never by replacing the file, so that
connections of env.py that are still open go on being valid.
"""

from __future__ import annotations

import atexit
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.base import Disposable
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession, open_own
from alembic_mrt.roundtrip.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from sqlalchemy.engine import URL

    from alembic_mrt.roundtrip.dialects.base import Provision

_DRIVERS = frozenset({"pysqlite", "aiosqlite", "pysqlite_numeric", "pysqlite_dollar"})
_WAIT = 5000
_REMEDY = "Hand over an empty database, or leave --use-database out."


class SQLiteDisposable(Disposable):
    """Own a SQLite database file and its saved states."""

    def __init__(
        self,
        path: Path,
        description: str,
        scratch: Scratch | None = None,
        *,
        existed: bool = False,
    ) -> None:
        self.path = path
        self.description = description
        self._scratch = scratch
        self._existed = existed
        self._session: SQLiteSession | None = None
        self._states: dict[str, sqlite3.Connection] = {}
        self._handed_over = None if scratch else self._copy()
        self._closed = False
        atexit.register(self.close)

    @classmethod
    def provision(cls, request: Provision) -> SQLiteDisposable:
        """Make a database in a temporary directory, or take the file handed over."""
        version = sqlite3.sqlite_version
        if request.url is not None:
            _parsed(request.url)
        if request.url is not None and request.use_database:
            path = _path(request.url)
            existed = path.exists()
            _check_empty(path, request.version_table)
            return cls(path, f"SQLite {version} in {path} (handed over)", existed=existed)
        scratch = Scratch()
        return cls(scratch.path / "disposable.db", f"SQLite {version} (temporary file)", scratch)

    def redirect(
        self, driver: str, arguments: list[Any], parameters: MutableMapping[str, Any]
    ) -> None:
        """Put our file in the place of the original one, its URI and that URI's options."""
        if driver not in _DRIVERS:
            raise ProvisionError(
                f'The SQLite driver "{driver}" cannot be led to a disposable database.',
                "Use pysqlite or aiosqlite in env.py.",
            )
        for name in ("database", "uri", "async_creator_fn"):
            parameters.pop(name, None)
        arguments[:] = [str(self.path), *arguments[1:]]

    def session(self) -> SQLiteSession:
        """Return the observing session, opened at the first call."""
        if self._session is None:
            self._session = SQLiteSession(self.path)
        return self._session

    def save(self, name: str) -> None:
        """Keep the present state under ``name``, in memory."""
        self.forget(name)
        self._states[name] = self._copy()

    def restore(self, name: str | None) -> None:
        """Return to the state ``name``, or to the empty database for None."""
        if name is not None:
            self._put(self._states[name])
            return
        empty = open_own(":memory:")
        try:
            self._put(empty)
        finally:
            empty.close()

    def forget(self, name: str) -> None:
        """Drop a saved state."""
        state = self._states.pop(name, None)
        if state is not None:
            state.close()

    def close(self) -> None:
        """Remove the file, or give the one handed over back as it was."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        try:
            self._give_back()
        finally:
            for name in list(self._states):
                self.forget(name)
            if self._session is not None:
                self._session.close()
            if self._scratch is not None:
                self._scratch.close()

    def _give_back(self) -> None:
        if self._handed_over is None:
            return
        self._put(self._handed_over)
        self._handed_over.close()
        self.session().close()
        if not self._existed:
            self.path.unlink(missing_ok=True)

    def _copy(self) -> sqlite3.Connection:
        state = open_own(":memory:")
        self.session().connection.backup(state)
        return state

    def _put(self, state: sqlite3.Connection) -> None:
        live = self.session().connection
        live.execute(f"PRAGMA busy_timeout = {_WAIT}")
        state.backup(live)


def _check_empty(path: Path, version_table: str) -> None:
    try:
        with closing(open_own(path)) as connection:
            held = _holds(connection, version_table)
    except sqlite3.Error as error:
        raise ProvisionError(
            f"The SQLite database {path} cannot be used: {error}.", _REMEDY
        ) from error
    if held:
        raise ProvisionError(f"The SQLite database {path} is not empty: it holds {held}.", _REMEDY)


def _holds(connection: sqlite3.Connection, version_table: str) -> str:
    found = connection.execute(
        r"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        r"AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name"
    ).fetchall()
    names = [name for (name,) in found if name != version_table]
    if names:
        return f"the table {names[0]}" + (f" and {len(names) - 1} more" if names[1:] else "")
    stamps = connection.execute(f'SELECT * FROM "{version_table}"').fetchall() if found else []
    return f"the revision {stamps[0][0]} in {version_table}" if stamps else ""


def _path(url: str) -> Path:
    read = _parsed(url)
    database = read.database
    if not database or ":memory:" in database or read.query.get("mode") == "memory":
        raise ProvisionError(
            "A SQLite database in memory cannot be handed over: it ends with its connection.",
            "Name a file, or leave --use-database out.",
        )
    return Path(database.removeprefix("file:").split("?")[0]).resolve()


def _parsed(url: str) -> URL:
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise ProvisionError(
            "The database URL cannot be read.", "Write it as sqlite:///path/to/file.db."
        ) from None
    if read.get_backend_name() != "sqlite":
        raise ProvisionError(
            f"The database URL is one of {read.get_backend_name()}, but the migration "
            "environment asks for sqlite.",
            "Hand over a sqlite:/// URL, or none.",
        )
    return read
