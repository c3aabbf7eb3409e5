"""Connections that bypass SQLAlchemy: a second SQLite file, and drivers used directly."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import asyncpg.pool
import pg8000
import pg8000.dbapi
import pg8000.native
import psycopg
import pytest
from asyncpg import connect as asyncpg_connect
from asyncpg import create_pool as asyncpg_create_pool
from pg8000 import connect as pg8000_connect
from pg8000.dbapi import connect as pg8000_dbapi_connect
from psycopg import connect as psycopg_connect
from psycopg2 import connect as psycopg2_connect
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.ext.asyncio import create_async_engine

from alembic_mrt.exceptions import ForeignConnectionError
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.dialects.base import Disposable, Provision
from alembic_mrt.roundtrip.gate import Gate

PSYCOPG_BY_NAME = psycopg.Connection.connect
ASYNC_PSYCOPG_BY_NAME = psycopg.AsyncConnection.connect
ASYNCPG_MODULE_CONNECT = asyncpg.connection.connect
ASYNCPG_MODULE_POOL = asyncpg.pool.create_pool


@pytest.fixture
def disposable() -> Iterator[Disposable]:
    made = dialect_for("sqlite").provision(Provision())
    yield made
    made.close()


@pytest.fixture
def decoy(tmp_path: Path) -> Path:
    """Return a whole database, which would take any statement."""
    path = tmp_path / "precious.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE precious (id INTEGER)")
    return path


SECOND_FILE = {
    "plain": "ATTACH '{}' AS p",
    "comment": "/* x */ ATTACH DATABASE '{}' AS p",
    "key": "ATTACH '{}' AS p KEY ''",
    "expression": "ATTACH '{}' || '' AS p",
    "vacuum_into": "VACUUM INTO '{}.copy'",
}

DENIED = "not authorized|authorization denied"

ROUTES: dict[str, Callable[[Connection, str], object]] = {
    "sqlalchemy": lambda connection, sql: connection.exec_driver_sql(sql),
    "cursor": lambda connection, sql: connection.connection.cursor().execute(sql),
    "executescript": lambda connection, sql: connection.connection.executescript(sql),
}


def check_second_file(gate: Gate, decoy: Path) -> None:
    """Assert that the second file was refused in words that fit, and left alone."""
    assert gate.refusal is not None
    assert "by ATTACH or VACUUM INTO, which does not lead" in gate.refusal.message
    assert "':memory:'" in gate.refusal.remedy
    assert "creator=" not in gate.refusal.remedy
    assert [path.name for path in decoy.parent.iterdir()] == [decoy.name]


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
@pytest.mark.parametrize("statement", SECOND_FILE.values(), ids=SECOND_FILE)
def test_no_second_sqlite_file(
    statement: str, route: Callable[[Connection, str], object], disposable: Disposable, decoy: Path
) -> None:
    engine = create_engine(
        "sqlite:///elsewhere.db", execution_options={"isolation_level": "AUTOCOMMIT"}
    )
    with Gate(lambda _: disposable) as gate, engine.connect() as connection:
        with pytest.raises(Exception, match=DENIED):
            route(connection, statement.format(decoy))
        assert gate.refusal is not None
        assert "test_raw_connections.py:" in gate.refusal.message
        if "||" not in statement:
            assert str(decoy) in gate.refusal.message
        check_second_file(gate, decoy)


def test_no_second_sqlite_file_named_by_a_parameter(disposable: Disposable, decoy: Path) -> None:
    with Gate(lambda _: disposable) as gate, create_engine("sqlite://").connect() as connection:
        with pytest.raises(Exception, match=DENIED):
            connection.exec_driver_sql("ATTACH ? AS p", (str(decoy),))
        check_second_file(gate, decoy)


def test_no_second_sqlite_file_as_soon_as_connected(disposable: Disposable, decoy: Path) -> None:
    def attach(connection: Any, _record: object) -> None:
        connection.execute(f"ATTACH '{decoy}' AS p")

    event.listen(Engine, "connect", attach)
    try:
        with Gate(lambda _: disposable) as gate:
            with pytest.raises(Exception, match=DENIED):
                create_engine("sqlite://").connect()
            check_second_file(gate, decoy)
    finally:
        event.remove(Engine, "connect", attach)


@pytest.mark.parametrize("route", ["sqlalchemy", "cursor"])
def test_no_second_sqlite_file_through_aiosqlite(
    route: str, disposable: Disposable, decoy: Path
) -> None:
    async def attach() -> None:
        engine = create_async_engine("sqlite+aiosqlite:///elsewhere.db")
        try:
            async with engine.connect() as connection:
                await connection.run_sync(ROUTES[route], f"ATTACH '{decoy}' AS p")
        finally:
            await engine.dispose()

    with Gate(lambda _: disposable) as gate:
        with pytest.raises(Exception, match=DENIED):
            asyncio.run(attach())
        check_second_file(gate, decoy)
    assert gate.refusal is not None
    assert ("test_raw_connections.py:" in gate.refusal.message) == (route == "sqlalchemy")


@pytest.mark.parametrize("statement", ["VACUUM", "ATTACH ':memory:' AS p", "ATTACH '' AS p"])
@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_what_sqlite_keeps_for_itself_is_allowed(
    statement: str, route: Callable[[Connection, str], object], disposable: Disposable
) -> None:
    engine = create_engine("sqlite://", execution_options={"isolation_level": "AUTOCOMMIT"})
    with Gate(lambda _: disposable) as gate, engine.connect() as connection:
        route(connection, statement)
        assert gate.refusal is None


def test_a_scratch_database_of_the_migration_attaches_no_file_in_the_run(
    disposable: Disposable, decoy: Path
) -> None:
    with Gate(lambda _: disposable) as gate:
        scratch = sqlite3.connect(":memory:")
        with pytest.raises(sqlite3.DatabaseError, match=DENIED):
            scratch.execute(f"ATTACH '{decoy}' AS p")
        check_second_file(gate, decoy)
    scratch.execute(f"ATTACH '{decoy}' AS p")
    scratch.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Return a server socket that no client may reach."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.setblocking(False)
        yield server


def awaited(connect: Callable[..., Awaitable[object]], **options: Any) -> object:
    async def wait() -> object:
        return await asyncio.wait_for(connect(**options), 2)

    return asyncio.run(wait())


SYNCHRONOUS: dict[str, Callable[..., object]] = {
    "psycopg2": psycopg2_connect,
    "psycopg": psycopg_connect,
    "psycopg.Connection": PSYCOPG_BY_NAME,
    "pg8000": pg8000_connect,
    "pg8000.dbapi": pg8000_dbapi_connect,
    "pg8000.native": pg8000.native.Connection,
}
ASYNCHRONOUS: dict[str, Callable[..., Awaitable[object]]] = {
    "psycopg.AsyncConnection": ASYNC_PSYCOPG_BY_NAME,
    "asyncpg": asyncpg_connect,
    "asyncpg.create_pool": asyncpg_create_pool,
    "asyncpg.connection": ASYNCPG_MODULE_CONNECT,
    "asyncpg.pool": ASYNCPG_MODULE_POOL,
}


def check_unreached(gate: Gate, driver: str, listener: socket.socket) -> None:
    """Assert that the driver was refused in words that fit, and sent nothing."""
    assert gate.refusal is not None
    assert f"a connection through {driver.partition('.')[0]} itself" in gate.refusal.message
    assert "op.get_bind()" in gate.refusal.remedy
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("driver", SYNCHRONOUS)
def test_a_connect_imported_before_the_run_is_refused(
    driver: str, disposable: Disposable, listener: socket.socket
) -> None:
    host, port = listener.getsockname()
    timeout = "timeout" if "pg8000" in driver else "connect_timeout"
    with Gate(lambda _: disposable) as gate:
        with pytest.raises(ForeignConnectionError):
            SYNCHRONOUS[driver](host=host, port=port, user="nobody", **{timeout: 2})
        check_unreached(gate, driver, listener)


@pytest.mark.parametrize("driver", ASYNCHRONOUS)
def test_an_asynchronous_connect_imported_before_the_run_is_refused(
    driver: str, disposable: Disposable, listener: socket.socket
) -> None:
    host, port = listener.getsockname()
    with Gate(lambda _: disposable) as gate:
        with pytest.raises(ForeignConnectionError):
            awaited(ASYNCHRONOUS[driver], host=host, port=port, user="nobody")
        check_unreached(gate, driver, listener)


@pytest.fixture(scope="module")
def server() -> Iterator[Disposable]:
    made = dialect_for("postgresql").provision(Provision())
    yield made
    made.close()


def name_of_database(connection: Connection) -> Any:
    return connection.exec_driver_sql("SELECT current_database()").scalar()


@pytest.mark.postgresql
@pytest.mark.parametrize("driver", ["psycopg2", "psycopg", "pg8000"])
def test_a_driver_lands_through_sqlalchemy(
    driver: str, server: Disposable, listener: socket.socket
) -> None:
    host, port = listener.getsockname()
    engine = create_engine(f"postgresql+{driver}://nobody@{host}:{port}/precious")
    with Gate(lambda _: server) as gate:
        with engine.connect() as connection:
            assert name_of_database(connection) != "precious"
        engine.dispose()
        assert gate.refusal is None
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.postgresql
@pytest.mark.parametrize("driver", ["psycopg", "asyncpg"])
def test_an_asynchronous_driver_lands_through_sqlalchemy(
    driver: str, server: Disposable, listener: socket.socket
) -> None:
    host, port = listener.getsockname()

    async def ask() -> Any:
        engine = create_async_engine(f"postgresql+{driver}://nobody@{host}:{port}/precious")
        async with engine.connect() as connection:
            name = await connection.run_sync(name_of_database)
        await engine.dispose()
        return name

    with Gate(lambda _: server) as gate:
        assert asyncio.run(ask()) != "precious"
        assert gate.refusal is None
    with pytest.raises(BlockingIOError):
        listener.accept()
