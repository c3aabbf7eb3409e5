"""A server that was handed over: only databases of our own are made and dropped on it."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.databases import Databases
from alembic_mrt.roundtrip.dialects.postgresql.driver import Address, driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.marks import (
    end_run,
    left_behind,
    made_under,
    take_mark,
)
from alembic_mrt.roundtrip.dialects.postgresql.refusal import refuse
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.dialects.postgresql.shared import SharedObjects
from alembic_mrt.roundtrip.dialects.postgresql.url import address_of, parsed
from alembic_mrt.roundtrip.watchdog import watchdog

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADMIN_DATABASES = ("postgres", "template1")
_PATIENCE = 30.0


class HandedOverServer:
    """Make databases of our own on somebody's server.

    Each carries the mark of the run. One whose run is over was left behind by a run that was
    killed: the watchdog drops it, or else the next run does.
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
            self.mark = take_mark(self.admin)
        except BaseException:
            self.admin.close()
            raise
        self._url = url
        self._entrusted = watchdog.call(f"{__name__}:reap", {"url": url, "mark": self.mark})
        version = server_version(self.admin)
        self.description = f"PostgreSQL {version} at {self.address} (handed over)"

    def shared_objects(self) -> SharedObjects:
        """Return what leaves the roles and tablespaces of the server alone."""
        return SharedObjects(self.admin)

    def close(self, databases: Iterable[str] = ()) -> None:
        """End the session, and drop ``databases`` and all others that were made over it.

        The session may be in the middle of making one, which nobody has heard of yet.
        """
        self.admin.close()
        if reap(self._url, self.mark, databases):
            watchdog.release(self._entrusted)


def reap(url: str, mark: int, databases: Iterable[str] = ()) -> bool:
    """Drop the databases with ``mark`` once its session has ended; tell whether all are gone."""
    read = parsed(url)
    with closing(admin_session(address_of(read), read.database)) as admin:
        end_run(admin, mark)
        _drop(admin, databases)
        deadline = time.monotonic() + _PATIENCE
        while left := made_under(admin, mark):
            if time.monotonic() > deadline:
                return False
            _drop(admin, left)
    return True


def drop_left_behind(admin: PostgreSQLSession) -> None:
    """Drop what killed runs of the same role left behind, and nothing else."""
    _drop(admin, left_behind(admin))


def _drop(admin: PostgreSQLSession, databases: Iterable[str]) -> None:
    for name in databases:
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
