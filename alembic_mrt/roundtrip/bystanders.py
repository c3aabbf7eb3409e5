"""The connections that env.py and the migrations hold beside the one that migrations run on.

A revision is deployed in a process of its own, so that none of them outlives it; here one that is
left open would hold locks against the next revision, and keep the database from being copied.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from weakref import WeakSet

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from alembic_mrt.roundtrip.seam import attempt


class Bystanders(AbstractContextManager["Bystanders"]):
    """Know the open connections that ``admits`` tells to lead to the disposable database."""

    def __init__(self, admits: Callable[[Connection], bool]) -> None:
        self._admits = admits
        # Weak, so that a connection which a migration has forgotten is closed as it would be.
        self._seen: WeakSet[Connection] = WeakSet()
        self._engines: WeakSet[Engine] = WeakSet()

    def __enter__(self) -> Bystanders:
        event.listen(Engine, "engine_connect", self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        event.remove(Engine, "engine_connect", self._note)

    def send_home(self, working: Connection, *, away: bool = False) -> None:
        """End the transactions of all connections but ``working``.

        ``away`` lets them leave the server too, with those that lie in their pools; they return to
        it with their next statement.
        """
        for connection in list(self._seen):
            if connection is working or connection.closed or connection.invalidated:
                continue
            if self._admits(connection):
                # One that does not take even that is lost, and says so to whoever uses it next.
                attempt(connection.rollback)
                if away:
                    attempt(connection.invalidate)
        for engine in list(self._engines) if away else ():
            attempt(engine.dispose)

    def _note(self, connection: Connection) -> None:
        self._seen.add(connection)
        if self._admits(connection):
            self._engines.add(connection.engine)
