"""How a database is known as one of ours, and the run that made it as over.

A run holds the advisory lock of a number, its mark, for as long as it lives. Each database that
it makes is given that number as its connection limit, for this is the one thing that can be said
in CREATE DATABASE itself: there is no moment at which a database of ours is there without its
mark. The comment says the same to people, and stays where a DROP DATABASE that was interrupted
has overwritten the limit. A name alone makes no database ours.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

_LOCK_CLASS = 0x6D7274
_LEAST = 2**30
"""No server takes that many connections, so nobody else sets such a limit."""
_COMMENT = "alembic-mrt: disposable, lock "
_PATIENCE = 30.0
_PAUSE = 0.01
_HOLDERS = f"locktype = 'advisory' AND classid = {_LOCK_CLASS} AND objsubid = 2"
_MARKED = f"""
WITH ours AS (
  SELECT d.datname, CASE WHEN d.datconnlimit >= {_LEAST} THEN d.datconnlimit::text
    ELSE substring(c.description FROM '^{_COMMENT}([0-9]+)$') END AS mark
  FROM pg_database d
  JOIN pg_roles r ON r.oid = d.datdba AND r.rolname = current_user
  LEFT JOIN pg_shdescription c ON c.objoid = d.oid AND c.classoid = 'pg_database'::regclass
  WHERE d.datname ~ '^mrt_[0-9a-f]{{12}}(_[0-9]+)?$'
)
SELECT datname FROM ours WHERE mark IS NOT NULL AND """
_RUN_IS_OVER = f"NOT EXISTS (SELECT FROM pg_locks WHERE {_HOLDERS} AND objid::text = mark)"


def take_mark(admin: PostgreSQLSession) -> int:
    """Return a new mark, whose lock ``admin`` holds until its end."""
    mark = _LEAST + secrets.randbelow(_LEAST)
    admin.query(f"SELECT pg_advisory_lock({_LOCK_CLASS}, {mark})")
    return mark


def limit(mark: int) -> str:
    """Return what CREATE DATABASE says of a mark."""
    return f" CONNECTION LIMIT {mark}"


def comment(mark: int) -> str:
    """Return the comment of a database with a mark."""
    return f"{_COMMENT}{mark}"


def left_behind(admin: PostgreSQLSession) -> list[str]:
    """Return the databases that runs of the same role left behind."""
    return [str(name) for (name,) in admin.query(_MARKED + _RUN_IS_OVER)]


def made_under(admin: PostgreSQLSession, mark: int) -> list[str]:
    """Return the databases with a mark."""
    return [str(name) for (name,) in admin.query(f"{_MARKED} mark = '{mark}'")]


def end_run(admin: PostgreSQLSession, mark: int) -> None:
    """End the session that holds the lock of a mark, and wait until it has gone.

    A CREATE DATABASE goes on when the one who asked for it has died: what it makes is there only
    after the end of its session.
    """
    held = f"{_HOLDERS} AND objid = {mark} AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + _PATIENCE
    while admin.query(f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {held}"):
        if time.monotonic() > deadline:
            return
        time.sleep(_PAUSE)
