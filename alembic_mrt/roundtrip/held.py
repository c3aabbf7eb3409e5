"""Refuse work on connections that an application has had open since before the run.

Those in a pool stay there, without even a ping; those that are taken out get no new work. Nothing
is sent to them and none is closed, so that the application can go on using them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from sqlalchemy.engine import Transaction
from sqlalchemy.pool import ConnectionPoolEntry, Pool, _ConnectionFairy

from alembic_mrt.roundtrip.raw_connections import wrap

LED = "alembic_mrt.led"
"""The key under which a pool's record says that a gate has opened a connection for it."""

_HELD = "an engine's connection that was open before the run"
_WORK = re.compile(
    r"execute\w*|tpc_\w+|commit|run|lobject|transaction|pipeline|backup|blobopen|deserialize"
)
"""What a driver's connection works by without a cursor; a rollback does no harm."""


class HeldConnections:
    """Guard SQLAlchemy's ways to a connection; ``led`` tells those that the gate has opened.

    Who ``passes`` is no part of the run.
    """

    def __init__(
        self,
        led: Callable[[object, ConnectionPoolEntry | None], bool],
        refuse: Callable[[str], None],
        passes: Callable[[], bool],
    ) -> None:
        self._led = led
        self._refuse = refuse
        self._passes = passes

    def guard(self, undo: ExitStack) -> None:
        """Put the guards in place until ``undo`` is closed."""
        for pool in classes(Pool):
            if "_do_get" in vars(pool):
                wrap(undo, pool, "_do_get", self._take_from_pool)
        for name in ("cursor", "_checkout_existing"):
            wrap(undo, _ConnectionFairy, name, self._use_taken)
        wrap(undo, _ConnectionFairy, "__getattr__", self._look_up)
        wrap(undo, Transaction, "commit", self._commit)

    def _take_from_pool(
        self, wrapped: Callable[..., Any], pool: Any, arguments: Any, parameters: Any
    ) -> Any:
        """Put a connection of before the run back before SQLAlchemy pings, resets or closes it.

        What a gate of an earlier run opened is invalid, and SQLAlchemy replaces it.
        """
        if self._passes():
            return wrapped(*arguments, **parameters)
        record = wrapped(*arguments, **parameters)
        connection = record.dbapi_connection
        if connection is not None and not self._led(connection, record) and LED not in record.info:
            pool._do_return_conn(record)
            self._refuse(_HELD)
        return record

    def _use_taken(
        self, wrapped: Callable[..., Any], taken: Any, arguments: Any, parameters: Any
    ) -> Any:
        """Refuse new work on a connection taken from its pool before the run."""
        self._check(taken)
        return wrapped(*arguments, **parameters)

    def _look_up(
        self, wrapped: Callable[..., Any], taken: Any, arguments: Any, parameters: Any
    ) -> Any:
        """Refuse the methods by which sqlite3, psycopg and others work without a cursor."""
        if _WORK.fullmatch(arguments[0]):
            self._check(taken)
        return wrapped(*arguments, **parameters)

    def _commit(
        self, wrapped: Callable[..., Any], transaction: Any, arguments: Any, parameters: Any
    ) -> Any:
        """Refuse before SQLAlchemy takes the transaction for ended, and it can be rolled back."""
        connection = transaction.connection
        if not connection.closed and not connection.invalidated:
            self._check(connection.connection)
        return wrapped(*arguments, **parameters)

    def _check(self, taken: Any) -> None:
        connection = taken.dbapi_connection
        if connection is None or self._led(connection, taken._connection_record):
            return
        if not self._passes():
            self._refuse(_HELD)


def classes(base: type[Pool]) -> Iterator[type[Pool]]:
    """Yield a class of pools and all that are derived from it."""
    yield base
    for derived in base.__subclasses__():
        yield from classes(derived)
