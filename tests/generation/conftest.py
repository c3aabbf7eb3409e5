"""Projects of a new user, and databases that autogenerate may look at."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from tests.generation import mariadb
from tests.generation.in_process import QuickProject
from tests.generation.project import Project
from tests.roundtrip.dialects.postgresql.histories import start_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def quick(tmp_path: Path) -> QuickProject:
    return QuickProject(tmp_path)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Yield the URL of a database on a server of our own."""
    server = start_server()
    yield f"postgresql+psycopg2://postgres@/postgres?host={server.address.host}"
    server.close()


@pytest.fixture
def empty_postgresql(postgresql_url: str) -> Iterator[str]:
    """Yield the URL of a database that holds nothing, and is dropped with all that it holds."""
    name = f"mrt_{uuid.uuid4().hex}"
    engine = sa.create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield postgresql_url.replace("/postgres?", f"/{name}?")
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture
def mariadb_url() -> Iterator[str]:
    """Yield the URL of an empty database of MariaDB."""
    pytest.importorskip("pymysql", reason="the driver of MariaDB is not installed")
    if mariadb.PROGRAM is None:
        pytest.skip("MariaDB is not installed")
    with (
        tempfile.TemporaryDirectory(prefix="mrt") as folder,
        mariadb.running(Path(folder)) as url,
    ):
        engine = sa.create_engine(url.replace("/app?", "/?"))
        with engine.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE app")
        engine.dispose()
        yield url
