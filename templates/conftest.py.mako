"""Tests of the migrations: https://pypi.org/project/alembic-mrt/."""

from pathlib import Path

import pytest
from alembic_mrt import MRTConfig


def pytest_configure(config: pytest.Config) -> None:
    """Say where Alembic's configuration lies, whatever folder the tests are run in."""
    path = Path(__file__).parent / ${path}
    config._mrt_config = MRTConfig(alembic_ini=str(path.resolve()))  # type: ignore[attr-defined]
