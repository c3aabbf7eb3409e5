"""A server that was handed over: only databases of our own are made and dropped on it."""

from __future__ import annotations

import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.databases import PREFIX, Databases, literal
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.refusal import refuse
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.dialects.postgresql.shared import SharedObjects
from alembic_mrt.roundtrip.dialects.postgresql.url import address_of, parsed
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARK = "alembic-mrt: disposable, lock "
_LOCK_CLASS = 0x6D7274
_ADMIN_DATABASES = ("postgres", "template1")
_LEFT_BEHIND = f"""
SELECT d.datname FROM pg_database d
JOIN pg_shdescription c ON c.objoid = d.oid AND c.classoid = 'pg_database'::regclass
JOIN pg_roles r ON r.oid = d.datdba AND r.rolname = current_user
WHERE starts_with(d.datname, {literal(PREFIX)})
  AND c.description ~ {literal(f"^{_MARK}[0-9]+$")}
  AND NOT EXISTS (
    SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = {_LOCK_CLASS}
      AND l.objid::text = substr(c.description, {len(_MARK) + 1}))
ORDER BY d.datname
"""


class HandedOverServer:
    """Make databases of our own on somebody's server.

    Each carries a comment with a number, and our session holds the advisory lock of that number:
    a database with the comment and no holder of its lock was left behind by a run that was
    killed. The watchdog drops it, or else the next run does.
    """

    strategy = None

    def __init__(self, url: str, *, beside: str | None = None) -> None:
        """Connect to the URL's database, or to another one where it is to be copied itself."""
        read = parsed(url)
        self.address = address_of(read)
        self.admin = admin_session(self.address, read.database, not_to=beside)
        try:
            _check_createdb(self.admin, self.address)
            drop_left_behind(self.admin)
            self.mark = f"{_MARK}{_lock(self.admin)}"
        except BaseException:
            self.admin.close()
            raise
        self._entrusted = watchdog.call(f"{__name__}:reap", {"url": url, "mark": self.mark})
        version = server_version(self.admin)
        self.description = f"PostgreSQL {version} at {self.address} (handed over)"

    def shared_objects(self) -> SharedObjects:
        """Return what leaves the roles and tablespaces of the server alone."""
        return SharedObjects(self.admin)

    def close(self, databases: Iterable[str] = ()) -> None:
        """Drop our databases and end the session."""
        dropping = Databases(self.admin)
        try:
            for name in databases:
                dropping.drop(name)
            watchdog.release(self._entrusted)
        finally:
            self.admin.close()


def reap(url: str, mark: str) -> None:
    """Drop the databases with ``mark``, once the server has noticed that their owner died."""
    read = parsed(url)
    admin = admin_session(address_of(read), read.database)
    marked = (
        "SELECT 1 FROM pg_shdescription WHERE classoid = 'pg_database'::regclass "
        f"AND description = {literal(mark)}"
    )
    deadline = time.monotonic() + 30
    while admin.query(marked) and time.monotonic() < deadline:
        drop_left_behind(admin)
        time.sleep(0.05)
    admin.close()


def drop_left_behind(admin: PostgreSQLSession) -> None:
    """Drop what killed runs of the same role left behind, and nothing else."""
    for (name,) in admin.query(_LEFT_BEHIND):
        # Another run may do the same at this moment.
        with suppress(*driver_errors()):
            Databases(admin).drop(name)


def server_version(session: PostgreSQLSession) -> str:
    """Return the server's version as it is commonly written: 15.19."""
    return str(session.query("SHOW server_version")[0][0]).split()[0]


def admin_session(
    address: Address, database: str | None, *, not_to: str | None = None
) -> PostgreSQLSession:
    """Open the session that creates and drops, in the URL's database or one that always exists.

    Raises ProvisionError when the server cannot be reached.
    """
    names = dict.fromkeys([*([database] if database else []), *_ADMIN_DATABASES])
    for name in (name for name in names if name != not_to):
        session = _session_if_there(address, name)
        if session is not None:
            return session
    raise ProvisionError(
        f"None of the databases {', '.join(names)} exists at {address}.", "Check the URL."
    )


def _session_if_there(address: Address, database: str) -> PostgreSQLSession | None:
    try:
        return PostgreSQLSession(address, database)
    except driver_errors() as error:
        if not _is_missing(database, error):
            refuse(address, error)
    return None


def _is_missing(database: str, error: BaseException) -> bool:
    return "3D000" in str(error) or f'"{database}" does not exist' in str(error)


def _check_createdb(admin: PostgreSQLSession, address: Address) -> None:
    may = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    if admin.query(may) != [(True,)]:
        raise ProvisionError(
            f'The role "{address.user}" may not create databases at {address}.',
            f'Grant it with ALTER ROLE "{address.user}" CREATEDB, or hand over an empty database '
            "and say --use-database.",
        )


def _lock(admin: PostgreSQLSession) -> int:
    number = secrets.randbelow(2**31)
    admin.query(f"SELECT pg_advisory_lock({_LOCK_CLASS}, {number})")
    return number
