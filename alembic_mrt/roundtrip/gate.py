"""The gate: no statement on a connection that does not lead to the disposable database.

While env.py runs, every connection that SQLAlchemy opens is led to the disposable database,
whatever URL it was made of (``DialectEvents.do_connect``). Two kinds of connection do not pass
there: those of an engine with ``creator=``, refused when they are made, and those that were open
before us, of which :mod:`alembic_mrt.roundtrip.held` takes care. Connections that bypass
SQLAlchemy are refused by :mod:`alembic_mrt.roundtrip.raw_connections`.

What cannot be caught: the driver's connection, taken off a connection that is open since before
the run (``dbapi_connection``, ``driver_connection``), and a cursor made before the run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, create
from sqlalchemy.engine.interfaces import Dialect as SQLAlchemyDialect
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.pool.base import _ConnectionRecord

from alembic_mrt.exceptions import ForeignConnectionError, MRTError
from alembic_mrt.finding import Location
from alembic_mrt.roundtrip.bystanders import Bystanders
from alembic_mrt.roundtrip.caller import user_frame
from alembic_mrt.roundtrip.dialects.base import Disposable
from alembic_mrt.roundtrip.held import LED, HeldConnections
from alembic_mrt.roundtrip.outsiders import Outsiders
from alembic_mrt.roundtrip.own import own_connections
from alembic_mrt.roundtrip.raw_connections import refuse_raw_connections, wrap

_REMEDY = (
    "Connect through SQLAlchemy with a URL, without creator= and not before the run, so that the "
    "connection can be led to the disposable database."
)
_CREATOR = "a connection of an engine that makes its own (creator=)"
_CONNECT = "_ConnectionRecord__connect"
_LATE = "a connection after the end of the run"
_LATE_REMEDY = (
    "Let the threads of a migration end within it, and let no atexit hook of it use a database."
)
_IN_MEMORY = ("", ":memory:")
_AWAY = "which does not lead to the disposable database"


class Gate:
    """Lead connections to disposable databases and refuse all others, inside a ``with`` block.

    ``disposable_for`` returns the disposable database for SQLAlchemy's name of a dialect.
    With ``stay_shut`` the gate is not left at the end of the block: it then refuses every
    connection, so that a thread or an atexit hook of a migration meets it too.

    ``refusal`` keeps the first error of our own, because a migration may swallow the exception;
    ``bystanders`` are the connections beside the one that the migrations run on. ``outsiders``,
    where the process has any, are no part of the run, and pass while it is suspended.
    """

    def __init__(
        self,
        disposable_for: Callable[[str], Disposable],
        *,
        stay_shut: bool = False,
        outsiders: Outsiders | None = None,
    ) -> None:
        self.refusal: MRTError | None = None
        self.bystanders = Bystanders(self.admits)
        self._disposable_for = disposable_for
        self._led_to: dict[str, Disposable] = {}
        self._stay_shut = stay_shut
        self._outsiders = outsiders
        self._shut = False
        # Weak, so that a connection which a migration has forgotten is closed as it would be.
        self._opened: WeakKeyDictionary[ConnectionPoolEntry, object] = WeakKeyDictionary()
        self._unpooled: dict[int, object] = {}
        self._paths: set[str] = set()
        self._creators: frozenset[object] | None = None
        self._line: Location | None = None
        self._exit = ExitStack()

    def __enter__(self) -> Gate:
        self._listen(Engine, "do_connect", self._connect)
        self._listen(Engine, "before_cursor_execute", self._before_cursor_execute)
        self._listen(Engine, "after_cursor_execute", self._after_cursor_execute)
        self._listen(Pool, "connect", self._on_new)
        self._listen(Pool, "detach", self._on_detach)
        wrap(self._exit, _ConnectionRecord, _CONNECT, self._before_connect)
        if self._outsiders is not None:
            self._outsiders.watch(self._exit)
        HeldConnections(self._led, self.refuse, self._passes).guard(self._exit)
        self._exit.enter_context(self.bystanders)
        self._exit.enter_context(
            refuse_raw_connections(self._allows_path, self.refuse, self._passes)
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Take the listeners away, or shut the gate, and empty the pools that live on."""
        self._shut = self._stay_shut
        if not self._shut:
            self._exit.close()
        if self._outsiders is not None:
            self._outsiders.open()
        for record, connection in list(self._opened.items()):
            if record.dbapi_connection is connection:
                record.invalidate()
        self._opened.clear()
        self._unpooled.clear()
        self._paths.clear()

    def start(self) -> None:
        """Let scratch databases in memory be, from now on.

        One of env.py's own is what the migrations run on, and is led to the disposable database.
        """
        self._creators = frozenset(map(_creator, self._opened))

    def admits(self, connection: Connection) -> bool:
        """Tell whether a connection was opened by this gate."""
        taken: Any = connection.connection
        return self._led(taken.dbapi_connection, taken._connection_record)

    def check(self, connection: Connection) -> None:
        """Refuse a connection that this gate did not open.

        Raises ForeignConnectionError.
        """
        if not self.admits(connection):
            self.refuse(f"a connection of {_url_of(connection.engine)}")

    def raise_refusal(self) -> None:
        """Raise the error that a migration or env.py may have swallowed, if there was one."""
        if self.refusal is not None:
            raise self.refusal

    def refuse(self, what: str, remedy: str = _REMEDY, why: str = _AWAY) -> None:
        """Raise ForeignConnectionError about ``what``, naming the line that wanted it."""
        if self._shut:
            what, remedy = _LATE, _LATE_REMEDY
        where = user_frame() or self._line
        error = ForeignConnectionError(
            f"{where or 'The migration environment'} wants to use {what}, {why}; "
            "nothing was sent to it.",
            remedy,
        )
        self.refusal = self.refusal or error
        raise error

    def _listen(self, target: Any, name: str, function: Callable[..., Any]) -> None:
        event.listen(target, name, function, insert=True)
        self._exit.callback(event.remove, target, name, function)

    def _led(self, dbapi_connection: object, record: ConnectionPoolEntry | None) -> bool:
        if record is None:
            return id(dbapi_connection) in self._unpooled
        return self._opened.get(record) is dbapi_connection

    def _passes(self) -> bool:
        return self._outsiders is not None and self._outsiders.pass_by()

    def _has_passed(self) -> bool:
        """Tell of a thread that no listener must let wait, for one may be taken away meanwhile.

        It has waited already: at a function that SQLAlchemy calls before.
        """
        return self._outsiders is not None and self._outsiders.outside()

    def _disposable(self, dialect: str) -> Disposable:
        try:
            found = self._led_to[dialect] = self._disposable_for(dialect)
        except MRTError as error:
            self.refusal = self.refusal or error
            raise
        return found

    def _is_scratch(self, record: ConnectionPoolEntry | None, arguments: Sequence[object]) -> bool:
        """Tell whether a SQLite connection is to a database in memory that a migration made."""
        if self._creators is None or record is None:
            return False
        return arguments[0] in _IN_MEMORY and _creator(record) not in self._creators

    def _connect(
        self,
        dialect: SQLAlchemyDialect,
        record: ConnectionPoolEntry | None,
        arguments: list[Any],
        parameters: dict[str, Any],
    ) -> Any:
        if self._shut:
            self.refuse(_LATE)
        if self._has_passed():
            return None
        positional, named = list(arguments), dict(parameters)
        sqlite = dialect.name == "sqlite"
        if not (sqlite and self._is_scratch(record, positional)):
            self._disposable(dialect.name).redirect(dialect.driver, positional, named)
        if sqlite:
            self._paths.add(str(positional[0]))
        # Our own SQLite connections may use any file, these only the one.
        with nullcontext() if sqlite else own_connections():
            connection = dialect.connect(*positional, **named)
        if record is None:
            self._unpooled[id(connection)] = connection
        else:
            record.info[LED] = True
            self._opened[record] = connection
        return connection

    def _before_connect(
        self, wrapped: Callable[..., Any], record: Any, arguments: Any, parameters: Any
    ) -> Any:
        """Refuse a creator= before it is called: it may hand out a connection that is in use."""
        passes = self._passes()
        if not passes and getattr(_creator(record), "__module__", None) != create.__name__:
            self.refuse(_CREATOR)
        return wrapped(*arguments, **parameters)

    def _on_new(self, dbapi_connection: object, record: ConnectionPoolEntry) -> None:
        if not self._led(dbapi_connection, record) and not self._has_passed():
            self.refuse(_CREATOR)

    def _on_detach(self, dbapi_connection: object, record: ConnectionPoolEntry) -> None:
        if self._led(dbapi_connection, record):
            self._unpooled[id(dbapi_connection)] = dbapi_connection

    def _before_cursor_execute(
        self, connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        if self._has_passed():
            return
        self.check(connection)
        disposable = self._led_to.get(connection.dialect.name)
        refused = None if disposable is None else disposable.refuses(statement)
        if refused is not None:
            self.refuse(refused.what, refused.remedy, refused.why)
        # An asynchronous driver refuses a file in a thread of its own, where no line can be seen.
        self._line = user_frame() if connection.dialect.is_async else None

    def _after_cursor_execute(self, *_: object) -> None:
        self._line = None

    def _allows_path(self, path: str) -> bool:
        # After the run a tool such as coverage.py writes its own file, and no user code is near.
        return path in self._paths or (self._shut and user_frame() is None)


def _creator(record: Any) -> object:
    """Return the function that connects for an engine; it stays when the pool is replaced."""
    return record._ConnectionRecord__pool._creator


def _url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)
