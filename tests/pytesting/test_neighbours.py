"""Beside other plugins, on pytest 8 and 9; and out of the way of who does not use it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pytesting.conftest import ENVIRONMENTS, run_apart

LOADED = """
import sys


def pytest_unconfigure(config):
    heavy = [n for n in sys.modules if n.split(".")[0] in ("alembic", "sqlalchemy", "sqlglot")]
    ours = [n for n in sys.modules if n.split(".")[0] == "alembic_mrt"]
    print("loaded:", sorted(ours), heavy)
"""
DJANGO = """
SECRET_KEY = "test"
INSTALLED_APPS = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
"""
OTHERS = """
import asyncio


async def test_asyncio():
    await asyncio.sleep(0)


def test_django(settings, db):
    from django.db import connection

    with connection.cursor() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)
"""
RUNNER = """
def test_their_runner(alembic_runner):
    alembic_runner.migrate_up_to("b2")


def test_our_fixture(mrt):
    mrt.upgrade_to("b2")
"""
ENGINE = """
import pytest
import sqlalchemy as sa


@pytest.fixture
def alembic_engine():
    return sa.create_engine("sqlite://")
"""


def installed(folder: Path, version: str) -> Path:
    """Install a version of pytest, and nothing else, into a folder."""
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder)]
    subprocess.run([*pip, f"pytest=={version}"], check=True, capture_output=True)
    return folder


@pytest.fixture(
    scope="session", params=["installed", pytest.param("8.*", marks=pytest.mark.matrix)]
)
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """Return a folder with another pytest than the installed one, which is the newest."""
    if request.param == "installed":
        return None
    return installed(tmp_path_factory.mktemp("pytest"), request.param)


@pytest.mark.matrix
def test_the_oldest_pytest(tmp_path: Path) -> None:
    oldest = installed(tmp_path / "pytest", "8.0.*")
    project = tmp_path / "project"
    shutil.copytree(ENVIRONMENTS / "suite_sync", project)
    alone = [f"-pno:{name}" for name in ("randomly", "asyncio", "django", "pytest_alembic")]
    done = run_apart(project, *alone, "--mrt", other=oldest)
    assert "pytest-8.0." in done.stdout, done.stderr
    assert "2 failed, 15 passed" in done.stdout
    done = run_apart(project, *alone, "-q", "--lf", "mrt::roundtrip", other=oldest)
    assert "1 failed, 3 deselected" in done.stdout


def test_a_run_without_it_loads_the_plugin_file_alone(tmp_path: Path, other: Path | None) -> None:
    (tmp_path / "conftest.py").write_text(LOADED, encoding="utf-8")
    (tmp_path / "test_it.py").write_text("def test_it():\n    pass\n", encoding="utf-8")
    names = ("randomly", "asyncio", "django", "pytest_alembic")
    done = run_apart(tmp_path, "-s", *(f"-pno:{name}" for name in names), other=other)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert "loaded: ['alembic_mrt', 'alembic_mrt.pytest_plugin'] []" in done.stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ENVIRONMENTS / "suite_async", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_beside_all_of_them_shuffled(project: Path, other: Path | None) -> None:
    config = "[pytest]\nasyncio_mode = auto\nDJANGO_SETTINGS_MODULE = django_settings\n"
    (project / "pytest.ini").write_text(config + "pythonpath = .\n", encoding="utf-8")
    (project / "django_settings.py").write_text(DJANGO, encoding="utf-8")
    (project / "tests" / "test_others.py").write_text(OTHERS, encoding="utf-8")
    done = run_apart(project, "--mrt", "-v", "-pno:xdist", "-pno:pytest_alembic", other=other)
    assert "12 passed, 1 skipped" in done.stdout, done.stdout + done.stderr
    assert "Using --randomly-seed" in done.stdout


def test_beside_pytest_alembic(tmp_path: Path, other: Path | None) -> None:
    shutil.copytree(ENVIRONMENTS / "suite_sync", tmp_path, dirs_exist_ok=True)
    env = tmp_path / "migrations" / "env.py"
    text = env.read_text(encoding="utf-8")
    own = 'config.attributes.get("connection") or engine_from_config('
    env.write_text(text.replace("engine_from_config(\n", own + "\n", 1), encoding="utf-8")
    (tmp_path / "conftest.py").write_text(ENGINE, encoding="utf-8")
    (tmp_path / "tests" / "test_migrations.py").write_text(RUNNER, encoding="utf-8")
    options = ["-pno:django", "-pno:asyncio", "-pno:xdist"]
    done = run_apart(tmp_path, "--mrt", "-q", *options, other=other)
    assert "2 failed, 8 passed" in done.stdout, done.stdout
