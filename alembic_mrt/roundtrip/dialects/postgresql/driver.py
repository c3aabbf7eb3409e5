"""Connections of our own to PostgreSQL, over whichever synchronous driver is installed."""

from __future__ import annotations

import importlib
import importlib.util
import io
import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from alembic_mrt.exceptions import ProvisionError
from alembic_mrt.roundtrip.own import own_connections

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping, Sequence

Connection: TypeAlias = Any
"""A DBAPI connection; the three drivers share no type."""

APPLICATION = "alembic-mrt"
_PASSWORD_VARIABLES = ("PGPASSWORD", "PGPASSFILE", "PGSSL", "PGKRBSRVNAME", "PGGSS")


@dataclass(frozen=True, slots=True)
class Address:
    """Say how a server is reached; ``options`` are libpq's keywords beyond these (TLS, timeouts).

    ``ours`` tells a server that was started for the run, on which no variable of the environment
    has a say, from one that was handed over, whose password may come from there.
    """

    host: str
    port: int
    user: str
    password: str | None = field(default=None, repr=False)
    options: Mapping[str, str] = field(default_factory=dict)
    ours: bool = True

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def is_socket(self) -> bool:
        """Tell whether the host is the directory of a Unix socket."""
        return self.host.startswith(("/", "@"))

    @property
    def socket(self) -> str:
        """Return the path of the Unix socket."""
        return f"{self.host}/.s.PGSQL.{self.port}"

    def libpq(self, database: str) -> dict[str, Any]:
        """Return the keywords that libpq takes."""
        known = {"host": self.host, "port": self.port, "user": self.user, "dbname": database}
        password = {} if self.password is None else {"password": self.password}
        return {**self.options, **known, **password}


def open_own(address: Address, database: str) -> Connection:
    """Open a connection of our own, in autocommit; the only place where one is opened.

    Errors are the driver's own. Raises ProvisionError when no driver is installed.
    """
    opener = _opener()
    with own_connections(), _environment_set_aside(keep_password=not address.ours):
        connection = opener(address, database)
    connection.autocommit = True
    return connection


def _psycopg2() -> Callable[[Address, str], Connection]:
    import psycopg2

    def connect(address: Address, database: str) -> Connection:
        return psycopg2.connect(**address.libpq(database), application_name=APPLICATION)

    return connect


def _psycopg() -> Callable[[Address, str], Connection]:
    import psycopg

    def connect(address: Address, database: str) -> Connection:
        # Parameters are bound on the client, so that they are typed as psycopg2's are.
        return psycopg.connect(
            **address.libpq(database),
            application_name=APPLICATION,
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
        )

    return connect


def _pg8000() -> Callable[[Address, str], Connection]:
    import pg8000.dbapi

    def connect(address: Address, database: str) -> Connection:
        return pg8000.dbapi.connect(
            **pg8000_keywords(address, database), application_name=APPLICATION
        )

    return connect


_DRIVERS = {"psycopg2": _psycopg2, "psycopg": _psycopg, "pg8000": _pg8000}


def _opener() -> Callable[[Address, str], Connection]:
    return _DRIVERS[_installed()]()


@cache
def _installed() -> str:
    for name in _DRIVERS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ProvisionError(
        "No driver for PostgreSQL is installed (psycopg2, psycopg or pg8000).",
        "Install one: pip install 'alembic-mrt[postgresql]'.",
    )


def driver_errors() -> tuple[type[BaseException], ...]:
    """Return what the driver in use raises, and what the operating system does below it."""
    name = _installed()
    module = importlib.import_module("pg8000.dbapi" if name == "pg8000" else name)
    return (module.Error, OSError)


def sends_together() -> bool:
    """Tell whether the driver in use sends several statements in one message."""
    return _installed() != "pg8000"


def run(cursor: Any, ahead: str, sql: str, parameters: Sequence[object]) -> None:
    """Run a statement after those of ``ahead``, if any, so that its rows can be fetched.

    They go in one message where the driver sends several statements in one.
    """
    if ahead and not sends_together():
        cursor.execute(ahead)
        ahead = ""
    text = f"{ahead}; {sql}" if ahead else sql
    cursor.execute(text, tuple(parameters)) if parameters else cursor.execute(text)
    while ahead and _installed() == "psycopg" and cursor.nextset():
        pass


def copy_in(cursor: Any, sql: str, data: str) -> None:
    """Send ``data`` to a COPY ... FROM STDIN, each driver in its own way."""
    if _installed() == "psycopg":
        with cursor.copy(sql) as copy:
            copy.write(data)
    elif _installed() == "psycopg2":
        cursor.copy_expert(sql, io.StringIO(data))
    else:
        cursor.execute(sql, stream=io.BytesIO(data.encode()))


def pg8000_keywords(address: Address, database: str) -> dict[str, Any]:
    """Return the keywords that pg8000 takes."""
    keywords: dict[str, Any] = {"user": address.user, "database": database}
    if address.password is not None or not address.ours:
        # Where a server asks for one, pg8000 itself breaks on having none.
        keywords["password"] = address.password or ""
    if address.is_socket:
        return {**keywords, "unix_sock": address.socket}
    keywords.update(host=address.host, port=address.port)
    context = tls_context(address.options)
    return keywords if context is None else {**keywords, "ssl_context": context}


def tls_context(options: Mapping[str, str]) -> ssl.SSLContext | Literal[False] | None:
    """Turn libpq's TLS keywords into a context, None for "if possible" and False for "never".

    Raises OSError, which names the file, where a certificate cannot be read.
    """
    import ssl

    mode = options.get("sslmode", "prefer")
    if mode in {"disable", "allow", "prefer"}:
        return False if mode == "disable" else None
    root = options.get("sslrootcert")
    try:
        context = ssl.create_default_context(cafile=root)
    except OSError as error:
        raise OSError(f'root certificate file "{root}": {error.strerror}') from error
    context.check_hostname = mode == "verify-full"
    if mode == "require" and "sslrootcert" not in options:
        context.verify_mode = ssl.CERT_NONE
    if "sslcert" in options:
        context.load_cert_chain(options["sslcert"], options.get("sslkey"))
    return context


@contextmanager
def _environment_set_aside(*, keep_password: bool) -> Iterator[None]:
    """Hide libpq's variables (PGHOSTADDR, PGSERVICE, PGOPTIONS...) while a connection is opened."""
    kept = _PASSWORD_VARIABLES if keep_password else ()
    names = [n for n in os.environ if n.startswith("PG") and not n.startswith(kept)]
    hidden = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(hidden)
