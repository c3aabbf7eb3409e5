"""Create, copy and drop databases of our own on a server."""

from __future__ import annotations

import gc
import time
from contextlib import closing

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.dialects.postgresql import marks
from alembic_mrt.roundtrip.dialects.postgresql.driver import driver_errors
from alembic_mrt.roundtrip.dialects.postgresql.refusal import sentence
from alembic_mrt.roundtrip.dialects.postgresql.session import PostgreSQLSession

PREFIX = "mrt_"
_PATIENCE = 5.0
_PAUSE = 0.001
_SUBSCRIPTIONS = """
SELECT quote_ident(s.subname) FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
WHERE d.datname = %s
"""


def quoted(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a string."""
    return "'" + text.replace("'", "''") + "'"


class Databases:
    """Create, copy and drop databases over a session with another one of the same server.

    ``mark`` is the number by which a database is known as ours, ``strategy`` the server's way to
    copy one.
    """

    def __init__(
        self, admin: PostgreSQLSession, mark: int | None = None, strategy: str | None = None
    ) -> None:
        self.admin = admin
        self._strategy = "" if strategy is None else f" STRATEGY {strategy}"
        self._mark = mark
        self._limit = "" if mark is None else marks.limit(mark)

    def create(self, name: str, template: str | None = None) -> None:
        """Make a database, as a copy of ``template`` if one is given."""
        source = "" if template is None else f" TEMPLATE {quoted(template)}"
        if template is not None:
            self._leave_alone(template)
        try:
            self.admin.execute(
                f"CREATE DATABASE {quoted(name)}{source}{self._strategy}{self._limit}"
            )
        except driver_errors() as error:
            raise ProvisionError(
                f'The database "{name}" could not be made: {sentence(error)}.',
                "Hand over another server with --url.",
            ) from error
        if self._mark is not None:
            said = literal(marks.comment(self._mark))
            self.admin.execute(f"COMMENT ON DATABASE {quoted(name)} IS {said}")

    def drop(self, name: str) -> None:
        """Drop a database and whatever is connected to it, if it is there."""
        self._disconnect(name, _PATIENCE)
        try:
            self.admin.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
        except driver_errors():
            # A subscription is the one object that keeps its database from being dropped.
            if not self._end_subscriptions(name):
                raise
            self.admin.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")

    def _end_subscriptions(self, name: str) -> bool:
        """Drop the subscriptions of a database, whatever they subscribe to; tell of any."""
        found = [str(row[0]) for row in self.admin.query(_SUBSCRIPTIONS, (name,))]
        if found:
            with closing(PostgreSQLSession(self.admin.address, name)) as session:
                for subscription in found:
                    session.execute(f"ALTER SUBSCRIPTION {subscription} DISABLE")
                    session.execute(f"ALTER SUBSCRIPTION {subscription} SET (slot_name = NONE)")
                    session.execute(f"DROP SUBSCRIPTION {subscription}")
            self._await_gone(name, _PATIENCE)
        return bool(found)

    def _disconnect(self, name: str, patience: float, *, only_idle: bool = False) -> None:
        """End the connections to a database and wait until they have gone."""
        idle = " AND state = 'idle'" if only_idle else ""
        self.admin.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = %s AND pid <> pg_backend_pid(){idle}",
            (name,),
        )
        self._await_gone(name, patience)

    def _leave_alone(self, name: str) -> None:
        """See to it that nobody is connected to a database that is to be copied.

        A connection that was just closed takes a moment to go, and the server itself would look
        again only after 100 ms. One that idles in a pool of the user's is ended.
        """
        if self._await_gone(name, 0.05):
            return
        # A connection that a migration has dropped and its transaction refer to each other.
        gc.collect()
        self._disconnect(name, _PATIENCE / 10, only_idle=True)
        busy = self._connected(name)
        if busy:
            application, state = busy[0]
            user = f'"{application}"' if application else "a connection that env.py left open"
            raise ProvisionError(
                f'The database "{name}" cannot be copied while it is in use by {user} ({state}).',
                "Close the connections that the migration environment opened.",
            )

    def _await_gone(self, name: str, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while self._connected(name):
            if time.monotonic() > deadline:
                return False
            time.sleep(_PAUSE)
        return True

    def _connected(self, name: str) -> list[tuple[str, str]]:
        return [
            (str(application), str(state))
            for application, state in self.admin.query(
                "SELECT application_name, state FROM pg_stat_activity "
                "WHERE datname = %s AND pid <> pg_backend_pid()",
                (name,),
            )
        ]
