"""Projects of a new user, and databases that autogenerate may look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.generation.project import Project
from tests.roundtrip.dialects.postgresql.histories import start_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Yield the URL of a database on a server of our own."""
    server = start_server()
    yield f"postgresql+psycopg2://postgres@/postgres?host={server.address.host}"
    server.close()
