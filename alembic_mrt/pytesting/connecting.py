"""Engines of the test's own that lead to the disposable database."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, create_engine, event, pool

from alembic_mrt.exceptions import ProvisionError

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.ext.asyncio import AsyncEngine

    from alembic_mrt.pytesting.environment import Looked
    from alembic_mrt.roundtrip.dialects.base import Disposable

_DRIVERS: Final = {
    "sqlite": {"sqlite3": "pysqlite"},
    "postgresql": {"psycopg2": "psycopg2", "psycopg": "psycopg", "pg8000": "pg8000"},
}
_ASYNCHRONOUS: Final = {
    "sqlite": {"aiosqlite": "aiosqlite"},
    "postgresql": {"asyncpg": "asyncpg", "psycopg": "psycopg"},
}


def engine_for(disposable: Disposable, looked: Looked) -> Engine:
    """Return an engine, on env.py's driver where that is a synchronous one."""
    driver = _installed(_DRIVERS, looked) if looked.is_async else looked.driver
    url = URL.create(f"{looked.dialect}+{driver}")
    return _led(create_engine(url, poolclass=pool.NullPool), disposable)


def async_engine_for(disposable: Disposable, looked: Looked) -> AsyncEngine:
    """Return an asynchronous engine, on env.py's driver where that is one.

    Raises ProvisionError where no asynchronous driver is installed.
    """
    from sqlalchemy.ext.asyncio import create_async_engine

    driver = looked.driver if looked.is_async else _installed(_ASYNCHRONOUS, looked)
    url = URL.create(f"{looked.dialect}+{driver}")
    engine = create_async_engine(url, poolclass=pool.NullPool)
    _led(engine.sync_engine, disposable)
    return engine


def _installed(drivers: dict[str, dict[str, str]], looked: Looked) -> str:
    known = drivers[looked.dialect]
    for package, driver in known.items():
        if importlib.util.find_spec(package) is not None:
            return driver
    raise ProvisionError(
        f"No driver for {looked.dialect} is installed that a test could use ({', '.join(known)}).",
        f"Install one: pip install {next(iter(known))}.",
    )


def _led(engine: Engine, disposable: Disposable) -> Engine:
    """Let every connection of an engine lead to the disposable database."""

    def connect(dialect: Any, _record: Any, arguments: list[Any], parameters: Any) -> Any:
        positional, named = list(arguments), dict(parameters)
        disposable.redirect(dialect.driver, positional, named)
        return dialect.connect(*positional, **named)

    event.listen(engine, "do_connect", connect)
    return engine
