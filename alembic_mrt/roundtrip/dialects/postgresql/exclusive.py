"""One run at a time in a database that was handed over itself."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql.driver import driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.handed_over import admin_session
from alembic_mrt.roundtrip.dialects.postgresql.refusal import refuse
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

if TYPE_CHECKING:
    from alembic_mrt.roundtrip.dialects.postgresql.driver import Address

_LOCK_CLASS = 0x6D7275


def hold(address: Address, database: str) -> PostgreSQLSession:
    """Return a session that keeps other runs out of ``database`` for as long as it is open.

    Raises ProvisionError where another run holds it.
    """
    session = _beside(address, database)
    lock = "SELECT pg_try_advisory_lock(%s, hashtext(%s))"
    if session.query(lock, (_LOCK_CLASS, database)) == [(True,)]:
        return session
    session.close()
    raise ProvisionError(
        f'The database "{database}" is in use by another run.',
        "Wait for its end, or leave --use-database out.",
    )


def let_go(session: PostgreSQLSession) -> None:
    """Let other runs in at once; the server takes a moment to notice that a session has ended."""
    with suppress(*driver_errors()):
        session.query("SELECT pg_advisory_unlock_all()")
    session.close()


def _beside(address: Address, database: str) -> PostgreSQLSession:
    """Connect to another database, for the one that is used is dropped when a state is restored.

    A role that may connect to no other one cannot do that either.
    """
    try:
        return admin_session(address, None, not_to=database)
    except ProvisionError:
        pass
    try:
        return PostgreSQLSession(address, database)
    except driver_errors() as error:
        refuse(address, error)
