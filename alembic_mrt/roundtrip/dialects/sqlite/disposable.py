"""Disposable databases on SQLite: one file, whose saved states are kept in memory.

A state is copied into the live file by SQLite's backup, never by replacing the file, so that
connections of env.py that are still open go on being valid.
"""

from __future__ import annotations

import atexit
import gc
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.base import Disposable
from alembic_mrt.roundtrip.dialects.sqlite.exclusive import Exclusive
from alembic_mrt.roundtrip.dialects.sqlite.handed_over import check_empty, parsed, path_of, wipe
from alembic_mrt.roundtrip.dialects.sqlite.script import run_script
from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession, open_own
from alembic_mrt.roundtrip.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from alembic_mrt.roundtrip.dialects.base import Provision

_DRIVERS = frozenset({"pysqlite", "aiosqlite", "pysqlite_numeric", "pysqlite_dollar"})
_WAIT = 5000
"""Milliseconds."""

_PAUSE = 0.05
"""Seconds between two looks whether a lock is gone; so often it is looked."""

_LOOKS = 100
_HELD = frozenset((5, 6))
"""SQLITE_BUSY and SQLITE_LOCKED (SQLite docs, "Result and Error Codes")."""


class SQLiteDisposable(Disposable):
    """Own a SQLite database file and its saved states."""

    def __init__(
        self,
        path: Path,
        description: str,
        scratch: Scratch | None = None,
        *,
        existed: bool = False,
        exclusive: Exclusive | None = None,
    ) -> None:
        self.path = path
        self.description = description
        self._scratch = scratch
        self._existed = existed
        self._exclusive = exclusive
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
            parsed(request.url)
        if request.url is not None and request.use_database:
            return cls._used(request, path_of(request.url))
        scratch = Scratch()
        return cls(scratch.path / "disposable.db", f"SQLite {version} (temporary file)", scratch)

    @classmethod
    def _used(cls, request: Provision, path: Path) -> SQLiteDisposable:
        exclusive = Exclusive(path)
        try:
            existed = path.exists()
            if request.clean and existed:
                wipe(path)
            check_empty(path, request.version_table)
            description = f"SQLite {sqlite3.sqlite_version} in {path} (handed over)"
            return cls(path, description, existed=existed, exclusive=exclusive)
        except BaseException:
            exclusive.close()
            raise

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

    def run_script(self, script: str) -> None:
        """Run several statements."""
        with closing(open_own(self.path)) as connection:
            run_script(connection, script)

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
            if self._exclusive is not None:
                self._exclusive.close()

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
        live.execute("PRAGMA busy_timeout = 0")
        state.backup(live, progress=_Patience(), sleep=_PAUSE)
        live.execute(f"PRAGMA busy_timeout = {_WAIT}")


class _Patience:
    """Let a copy wait some seconds for a lock, for which sqlite3 itself waits for ever.

    A connection that a migration has dropped without closing it holds its lock until it is
    collected. Raises ProvisionError where one is still open.
    """

    def __init__(self) -> None:
        self._looks = 0

    def __call__(self, status: int, _left: int, _all: int) -> None:
        if status not in _HELD:
            return
        if self._looks == 0:
            gc.collect()
        self._looks += 1
        if self._looks > _LOOKS:
            raise ProvisionError(
                "The disposable SQLite database cannot be put back: a connection holds a lock.",
                "Close what env.py or a migration leaves open, cursors and sessions included.",
            )
