"""Refuse connections that bypass SQLAlchemy while env.py and the migrations run.

``sqlite3.connect`` raises an audit event (Python docs, "Audit events table"); other drivers are
guarded at the function that opens a connection, and also at the one below it that all of their
connects pass through, since the upper one may have been imported by name before the run. On every
SQLite connection an authorizer denies a second file (SQLite docs, "Compile-Time Authorization
Callbacks"), however the statement was sent.

What cannot be caught: a driver that is not listed, the constructors that a driver has in C
(``psycopg2.extensions.connection``, ``psycopg.pq.PGconn``), an authorizer that a migration puts in
the place of ours, ``sqlite3.connect`` imported by name (its files are refused, but a second one is
not), a child process, dblink and foreign data wrappers.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import wrapt

from alembic_mrt.exceptions import ForeignConnectionError
from alembic_mrt.roundtrip.own import is_own

DRIVERS = (
    ("psycopg2", "_connect"),
    ("psycopg", "connect"),
    ("psycopg", "Connection.connect"),
    ("psycopg", "AsyncConnection.connect"),
    ("psycopg", "BaseConnection._connect_gen"),
    ("asyncpg", "connect"),
    ("asyncpg", "create_pool"),
    ("asyncpg.connect_utils", "_connect"),
    ("pg8000.core", "CoreConnection.__init__"),
    ("pymysql.connections", "Connection.__init__"),
    ("MySQLdb", "connect"),
    ("mysql.connector", "connect"),
)
"""(module, attribute path) of the functions that open connections of a driver."""

_BARE_REMEDY = (
    "Use op.get_bind(), or connect through SQLAlchemy with a URL: such connections are led to the "
    "disposable database."
)
_FILE_REMEDY = (
    "A round trip follows one SQLite file: let the migrations do without ATTACH and VACUUM INTO, "
    "or attach ':memory:'."
)

Refuse = Callable[[str, str], None]
"""Raise ForeignConnectionError about what was wanted, with the remedy that fits."""


class _Guard:
    """Hold what one run refuses, and what it patched."""

    def __init__(
        self, allows_path: Callable[[str], bool], refuse: Refuse, passes: Callable[[], bool]
    ) -> None:
        self.allows_path = allows_path
        self.refuse = refuse
        self.passes = passes
        self.undo = contextlib.ExitStack()

    def patch(self, module: ModuleType) -> None:
        for name, attribute in DRIVERS:
            if name == module.__name__:
                # A version of the driver may lack one of its functions, never all of them.
                with contextlib.suppress(AttributeError):
                    wrap(self.undo, module, attribute, self._refuse_unless_own)

    def patch_sqlite(self) -> None:
        wrap(self.undo, sqlite3, "connect", self._authorize_unless_own)
        wrap(self.undo, sqlite3.dbapi2, "connect", self._authorize_unless_own)

    def _refuse_unless_own(
        self, wrapped: Callable[..., Any], _instance: object, arguments: Any, parameters: Any
    ) -> Any:
        if not (is_own() or self.passes()):
            driver = wrapped.__module__.partition(".")[0]
            self.refuse(f"a connection through {driver} itself", _BARE_REMEDY)
        return wrapped(*arguments, **parameters)

    def _authorize_unless_own(
        self, wrapped: Callable[..., Any], _instance: object, arguments: Any, parameters: Any
    ) -> Any:
        # aiosqlite, too, opens its connections here, in the thread in which it uses them.
        connection = wrapped(*arguments, **parameters)
        if not (is_own() or self.passes()):
            connection.set_authorizer(self._authorizer)
        return connection

    def _authorizer(self, action: int, file: str | None, *_: object) -> int:
        """Deny a file as a second database; a plain VACUUM attaches one without a name."""
        if action != sqlite3.SQLITE_ATTACH or file in ("", ":memory:") or self not in _active:
            return sqlite3.SQLITE_OK
        if self.passes():
            return sqlite3.SQLITE_OK
        name = file or "that an expression names"
        with contextlib.suppress(ForeignConnectionError):
            self.refuse(f"the SQLite file {name} by ATTACH or VACUUM INTO", _FILE_REMEDY)
        return sqlite3.SQLITE_DENY


def wrap(undo: contextlib.ExitStack, target: Any, path: str, wrapper: Callable[..., Any]) -> None:
    """Put a wrapt wrapper around a function of a module or class until ``undo`` is closed."""
    parent, name, original = wrapt.resolve_path(target, path)
    if name in vars(parent):
        undo.callback(setattr, parent, name, original)
    else:
        undo.callback(delattr, parent, name)
    setattr(parent, name, wrapt.FunctionWrapper(original, wrapper))


_active: list[_Guard] = []
_hooked = False


@contextlib.contextmanager
def refuse_raw_connections(
    allows_path: Callable[[str], bool],
    refuse: Refuse,
    passes: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Refuse raw connections inside the block.

    ``allows_path`` tells which SQLite files are ours, ``passes`` whether who asks is no part of
    the run; ``refuse`` is called with what was wanted and what to do instead, and raises.
    """
    _hook_once()
    guard = _Guard(allows_path, refuse, passes)
    with guard.undo:
        _active.append(guard)
        guard.undo.callback(_active.remove, guard)
        guard.patch_sqlite()
        for name in dict(DRIVERS):
            if name in sys.modules:
                guard.patch(sys.modules[name])
        yield


def _hook_once() -> None:
    global _hooked  # noqa: PLW0603  neither an audit hook nor an import hook can be taken back
    if not _hooked:
        _hooked = True
        sys.addaudithook(_on_audit_event)
        for name in dict(DRIVERS):
            if name not in sys.modules:
                wrapt.register_post_import_hook(_on_import, name)


def _on_import(module: ModuleType) -> None:
    for guard in _active:
        guard.patch(module)


def _on_audit_event(name: str, arguments: tuple[Any, ...]) -> None:
    if name == "sqlite3.connect" and _active and not is_own():
        path = os.fsdecode(arguments[0])
        guard = _active[-1]
        if path not in ("", ":memory:") and not (guard.allows_path(path) or guard.passes()):
            guard.refuse(f"the SQLite file {path} through sqlite3 itself", _BARE_REMEDY)
