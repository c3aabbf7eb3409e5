from collections.abc import Iterator
from pathlib import Path

import pytest

from alembic_mrt.roundtrip.dialects.sqlite.session import SQLiteSession


@pytest.fixture
def sqlite_session(tmp_path: Path) -> Iterator[SQLiteSession]:
    session = SQLiteSession(tmp_path / "test.db")
    yield session
    session.close()
