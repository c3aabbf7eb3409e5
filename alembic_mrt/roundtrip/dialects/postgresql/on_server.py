"""One database on a server: connections led to it, and a session that observes it."""

from __future__ import annotations

import abc
import atexit
import os
import re
from typing import TYPE_CHECKING, Any

from alembic_mrt.roundtrip.dialects.base import Disposable
from alembic_mrt.roundtrip.dialects.postgresql.redirect import redirect
from alembic_mrt.roundtrip.dialects.postgresql.script import run_script
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession
from alembic_mrt.roundtrip.requirement import missing_extension

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from alembic_mrt.roundtrip.dialects.base import Refusal
    from alembic_mrt.roundtrip.dialects.postgresql.driver import Address

# Our servers have no template0, and our own session keeps template1 in use.
_TEMPLATE = re.compile(r'database "template[01]" (?:is being accessed|does not exist)')
_PRESENT = re.compile(r'((?:role|tablespace) "[^"]+") already exists')


class OnServer(Disposable):
    """Lead connections to one database on a server, and observe it."""

    def __init__(self, address: Address, database: str, description: str) -> None:
        self.address = address
        self.database = database
        self.description = description
        self._session: PostgreSQLSession | None = None
        self._owner = os.getpid()
        atexit.register(self.close)

    def redirect(
        self, driver: str, arguments: list[Any], parameters: MutableMapping[str, Any]
    ) -> None:
        """Change a driver's connect arguments in place so that they lead here."""
        redirect(self.address, self.database, driver, arguments, parameters)

    @abc.abstractmethod
    def refuses(self, statement: str) -> Refusal | None:
        """Say what a statement would reach beyond the database, where it must not be sent."""

    def session(self) -> PostgreSQLSession:
        """Return the observing session, opened at the first call and after each copy."""
        if self._session is None:
            self._session = PostgreSQLSession(self.address, self.database)
        return self._session

    def run_script(self, script: str) -> None:
        """Run several statements; what they set for their session ends with it."""
        session = PostgreSQLSession(self.address, self.database)
        try:
            run_script(session, script, self.refuses)
        finally:
            session.close()

    def excuse(self, failure: BaseException) -> str | None:
        """Say in a clause what an upgrade failed on, where that is no fault of the history."""
        extension = missing_extension(failure)
        if extension is not None:
            return f"this server lacks the extension {extension}; name one that has it with --url"
        return _own_limit(failure) if self.address.ours else _present(failure)

    def close(self) -> None:
        """Drop what was made; a forked child leaves that to the process that made it."""
        if self._owner != os.getpid():
            return
        self._owner = 0
        atexit.unregister(self.close)
        self._clean_up()

    @abc.abstractmethod
    def _clean_up(self) -> None: ...

    def _close_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


def _own_limit(failure: BaseException) -> str | None:
    if _TEMPLATE.search(str(failure)) is None:
        return None
    return "a server that was started for the run lets no further database be made"


def _present(failure: BaseException) -> str | None:
    present = _PRESENT.search(str(failure))
    if present is None:
        return None
    return (
        f"{present[1]} is on this server already, and nothing that belongs to a whole server is "
        "dropped where it was handed over; leave --url out"
    )
