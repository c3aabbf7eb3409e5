"""The gate: no statement on a connection that does not lead to the disposable database.

While env.py runs, every connection that SQLAlchemy opens is led to the disposable database,
whatever URL it was made of (``DialectEvents.do_connect``). Two kinds of connection do not pass
there: those of an engine with ``creator=`` and those that were open before us. So each pool and
each statement is checked too, and refused before anything is sent. Connections that bypass
SQLAlchemy are refused by :mod:`alembic_mrt.roundtrip.raw_connections`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.interfaces import Dialect as SQLAlchemyDialect
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from alembic_mrt.exceptions import ForeignConnectionError
from alembic_mrt.roundtrip.caller import user_frame
from alembic_mrt.roundtrip.dialects.base import Disposable
from alembic_mrt.roundtrip.own import own_connections
from alembic_mrt.roundtrip.raw_connections import refuse_raw_connections

_ATTACH = re.compile(r"\s*ATTACH\b(?!.*(?:':memory:'|''))", re.IGNORECASE | re.DOTALL)


class Gate:
    """Lead connections to disposable databases and refuse all others, inside a ``with`` block.

    ``disposable_for`` returns the disposable database for SQLAlchemy's name of a dialect.
    ``refusal`` keeps the first refusal, because a migration may swallow the exception;
    ``statements`` are those that passed since the list was last emptied.
    """

    def __init__(self, disposable_for: Callable[[str], Disposable]) -> None:
        self.refusal: ForeignConnectionError | None = None
        self.statements: list[str] = []
        self._disposable_for = disposable_for
        self._opened: dict[int, Any] = {}
        self._records: list[ConnectionPoolEntry] = []
        self._paths: set[str] = set()
        self._exit = ExitStack()

    def __enter__(self) -> Gate:
        self._listen(Engine, "do_connect", self._connect)
        self._listen(Engine, "before_cursor_execute", self._before_cursor_execute)
        self._listen(Pool, "connect", self._on_pool)
        self._listen(Pool, "checkout", self._on_pool)
        self._exit.enter_context(refuse_raw_connections(self._allows_path, self.refuse))
        return self

    def __exit__(self, *_: object) -> None:
        """Take the listeners away, and with them what they left in pools that live on."""
        self._exit.close()
        for record in self._records:
            if id(record.dbapi_connection) in self._opened:
                record.invalidate(soft=True)
        self._records.clear()
        self._opened.clear()

    def admits(self, connection: Connection) -> bool:
        """Tell whether a connection was opened by this gate."""
        return id(connection.connection.dbapi_connection) in self._opened

    def check(self, connection: Connection) -> None:
        """Refuse a connection that this gate did not open.

        Raises ForeignConnectionError.
        """
        if not self.admits(connection):
            self.refuse(f"a connection of {_url_of(connection.engine)}")

    def raise_refusal(self) -> None:
        """Raise the refusal that a migration or env.py may have swallowed, if there was one."""
        if self.refusal is not None:
            raise self.refusal

    def refuse(self, what: str) -> None:
        """Raise ForeignConnectionError about ``what``, naming the line that wanted it."""
        where = user_frame()
        error = ForeignConnectionError(
            f"{where or 'The migration environment'} wants to use {what}, which does not lead to "
            "the disposable database; nothing was sent to it.",
            "Connect through SQLAlchemy with a URL, without creator= and not before the run, "
            "so that the connection can be led to the disposable database.",
        )
        self.refusal = self.refusal or error
        raise error

    def _listen(self, target: Any, name: str, function: Callable[..., Any]) -> None:
        event.listen(target, name, function, insert=True)
        self._exit.callback(event.remove, target, name, function)

    def _connect(
        self,
        dialect: SQLAlchemyDialect,
        record: ConnectionPoolEntry | None,
        arguments: list[Any],
        parameters: dict[str, Any],
    ) -> Any:
        positional, named = list(arguments), dict(parameters)
        self._disposable_for(dialect.name).redirect(dialect.driver, positional, named)
        if dialect.name == "sqlite":
            self._paths.add(str(positional[0]))
        with own_connections():
            connection = dialect.connect(*positional, **named)
        self._opened[id(connection)] = connection
        if record is not None:
            self._records.append(record)
        return connection

    def _on_pool(self, dbapi_connection: Any, *_: object) -> None:
        if id(dbapi_connection) not in self._opened:
            self.refuse("a connection of an engine that makes its own (creator=) or made it before")

    def _before_cursor_execute(
        self, connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        self.check(connection)
        if connection.dialect.name == "sqlite" and _ATTACH.match(statement):
            self.refuse("a second database file by ATTACH")
        self.statements.append(statement)

    def _allows_path(self, path: str) -> bool:
        return path in self._paths


def _url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
