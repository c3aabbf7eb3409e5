"""Refuse connections that bypass SQLAlchemy while env.py and the migrations run.

``sqlite3.connect`` raises an audit event (Python docs, "Audit events table"); other drivers are
guarded at the function that all of their connects pass through. A driver that is not listed, a
child process, dblink and foreign data wrappers cannot be caught.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import wrapt

from alembic_mrt.roundtrip.own import is_own

DRIVERS = (
    ("psycopg2", "_connect"),
    ("psycopg", "connect"),
    ("psycopg", "Connection.connect"),
    ("psycopg", "AsyncConnection.connect"),
    ("asyncpg", "connect"),
    ("asyncpg", "create_pool"),
    ("pg8000.dbapi", "connect"),
    ("pg8000.native", "Connection.__init__"),
    ("pymysql.connections", "Connection.__init__"),
    ("MySQLdb", "connect"),
    ("mysql.connector", "connect"),
)
"""(module, attribute path) of the functions that open connections of a driver."""

Refuse = Callable[[str], None]


class _Guard:
    """Hold what one run refuses, and what it patched."""

    def __init__(self, allows_path: Callable[[str], bool], refuse: Refuse) -> None:
        self.allows_path = allows_path
        self.refuse = refuse
        self.undo = contextlib.ExitStack()

    def patch(self, module: ModuleType) -> None:
        for name, attribute in DRIVERS:
            if name == module.__name__:
                self._patch_one(module, attribute)

    def _patch_one(self, module: ModuleType, attribute: str) -> None:
        parent, name, original = wrapt.resolve_path(module, attribute)
        setattr(parent, name, wrapt.FunctionWrapper(original, self._refuse_unless_own))
        self.undo.callback(setattr, parent, name, original)

    def _refuse_unless_own(
        self, wrapped: Callable[..., Any], _instance: object, arguments: Any, parameters: Any
    ) -> Any:
        if not is_own():
            self.refuse(f"a connection through {wrapped.__module__.partition('.')[0]} itself")
        return wrapped(*arguments, **parameters)


_active: list[_Guard] = []
_hooked = False


@contextlib.contextmanager
def refuse_raw_connections(allows_path: Callable[[str], bool], refuse: Refuse) -> Iterator[None]:
    """Refuse raw connections inside the block.

    ``allows_path`` tells which SQLite files are ours; ``refuse`` is called with what was wanted
    and raises.
    """
    _hook_once()
    guard = _Guard(allows_path, refuse)
    _active.append(guard)
    with guard.undo:
        for name in dict(DRIVERS):
            if name in sys.modules:
                guard.patch(sys.modules[name])
        try:
            yield
        finally:
            _active.remove(guard)


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
        if path not in ("", ":memory:") and not _active[-1].allows_path(path):
            _active[-1].refuse(f"the SQLite file {path} through sqlite3 itself")
