"""Run pytest on the example projects below tests/environments."""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import alembic_mrt
from alembic_mrt.roundtrip.trip import Extent, Trip

# Loaded once: pytester forgets what is first imported inside one of its runs, and a class that is
# loaded twice is two classes.
for module in pkgutil.walk_packages(alembic_mrt.__path__, "alembic_mrt."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

ENVIRONMENTS = Path(__file__).parents[1] / "environments"
ALONE = [f"-pno:{name}" for name in ("randomly", "asyncio", "django", "pytest_alembic", "xdist")]
"""Without the plugins that the test environment happens to hold."""

Run: TypeAlias = Callable[..., pytest.RunResult]


@pytest.fixture
def project(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> Path:
    """Lay out the project that the parameter names, by default suite_sync."""
    name = getattr(request, "param", "suite_sync")
    shutil.copytree(ENVIRONMENTS / name, pytester.path, dirs_exist_ok=True)
    return pytester.path


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest in this process, in the folder of the project."""
    for name in ("MRT_DATABASE_URL", "ALEMBIC_CONFIG", "PYTEST_ADDOPTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: pytester.runpytest_inprocess(*ALONE, *arguments)


def run_apart(
    folder: Path, *arguments: str, other: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own, with all plugins that ``arguments`` leave.

    ``other`` is a folder with another version of pytest.
    """
    unset = {"MRT_DATABASE_URL", "ALEMBIC_CONFIG", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"}
    environment = {k: v for k, v in os.environ.items() if k not in unset}
    path = {} if other is None else {"PYTHONPATH": str(other)}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env={**environment, **path, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def collected(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if line.startswith(("mrt::", "../mrt::"))]


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Extent]]:
    """Note how far each revision is taken."""
    seen: list[tuple[str, Extent]] = []
    walk = Trip.walk

    def noting(self: Trip, extent: Extent) -> object:
        seen.append((self.observation.script.revision, extent))
        return walk(self, extent)

    monkeypatch.setattr(Trip, "walk", noting)
    return seen


def trips(walked: list[tuple[str, Extent]]) -> list[str]:
    return [revision for revision, extent in walked if extent is not Extent.UPGRADE]
