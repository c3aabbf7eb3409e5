"""The wheel, and the versions of Alembic and SQLAlchemy that it works with."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

VERSIONS = (
    ("==1.13.*", "==2.0.*"),
    ("==1.18.0", "==2.0.*"),
    ("==1.19.1", "==2.0.*"),
    ("==1.20.0", "==2.1.*"),
)


@dataclass(frozen=True)
class Installation:
    """A virtual environment that holds the wheel, and a copy of the sample history."""

    folder: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment on the sample history."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MRT_"))}
        return subprocess.run(
            [self.folder / "bin" / program, *arguments],
            cwd=self.folder / "project",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel out of a copy, so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("alembic_mrt", "templates", "docs"):
        shutil.copytree(ROOT / name, folder / "source" / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / "source")
    pip("wheel", "-q", "--no-deps", "-w", str(folder), str(folder / "source"))
    (built,) = folder.glob("*.whl")
    return built


def pip(*arguments: str) -> None:
    """Run pip, and show what it says where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def project_in(folder: Path) -> Installation:
    """Put the sample history beside a new environment."""
    venv.create(folder, with_pip=False)
    (folder / "project").mkdir()
    shutil.copy(ROOT / "alembic.ini", folder / "project")
    shutil.copytree(ROOT / "sample", folder / "project" / "sample")
    return Installation(folder)


@pytest.fixture(scope="session")
def newest(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Install the wheel as a user would, with the newest of everything."""
    here = project_in(tmp_path_factory.mktemp("newest") / "venv")
    pip("--python", str(here.folder), "install", "-q", "--no-compile", str(wheel))
    return here


def older(newest: Installation, folder: Path, wheel: Path, *requirements: str) -> Installation:
    """Install other versions in front of those of ``newest``, which has all the rest."""
    here = project_in(folder)
    (shared,) = newest.folder.glob("lib/python*/site-packages")
    (own,) = here.folder.glob("lib/python*/site-packages")
    (own / "newest.pth").write_text(f"{shared}\n", encoding="utf-8")
    options = ("install", "-q", "--no-compile", "--no-deps", "--ignore-installed")
    pip("--python", str(folder), *options, str(wheel), *requirements)
    return here


@pytest.mark.matrix
def test_the_wheel_holds_the_templates_and_the_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {p.relative_to(ROOT).as_posix() for p in (ROOT / "templates").rglob("*.*")}
    assert {f"alembic_mrt/{name}" for name in templates} <= names
    assert "alembic_mrt/py.typed" in names
    assert not any(name.startswith(("tests", "sample", "docs")) for name in names)


@pytest.mark.matrix
def test_the_newest_versions(newest: Installation) -> None:
    check_programs(newest, "alembic", "mrt-check", "mrt-roundtrip")
    program = "from alembic_mrt.templates import *; print(template_path('script.py.mako'))"
    found = Path(newest.run("python", "-I", "-c", program).stdout.strip())
    assert found.is_file()
    assert newest.folder in found.parents
    check_generation(newest)
    explained = newest.run("mrt", "check", "--explain", "MRT203")
    assert explained.stdout.startswith("# MRT203 rows-lost\n"), explained.stderr


def check_generation(here: Installation) -> None:
    """Make sure that a wheel makes an environment, whose revisions get a downgrade and a test."""
    folder = here.folder / "project" / "new"
    folder.mkdir()
    ini = str(folder / "alembic.ini")
    made = here.run("python", "-c", f"import os; os.chdir({str(folder)!r}); {_INIT}")
    assert made.returncode == 0, made.stderr
    done = here.run("alembic", "-c", ini, "revision", "-m", "one", "--rev-id", "r1")
    assert done.returncode == 0, done.stderr
    script = (folder / "migrations" / "versions" / "r1_one.py").read_text(encoding="utf-8")
    assert "is not written" in script
    assert (folder / "tests" / "migrations" / "test_r1_one.py").is_file()


_INIT = "from alembic.config import main; main(['mrt-init'])"


@pytest.mark.matrix
def test_other_versions(newest: Installation, wheel: Path, tmp_path: Path) -> None:
    def faults(number: int) -> str:
        alembic, sqlalchemy = VERSIONS[number]
        requirements = (f"alembic{alembic}", f"sqlalchemy{sqlalchemy}")
        here = older(newest, tmp_path / str(number), wheel, *requirements)
        try:
            check_versions(here, alembic, sqlalchemy)
            if "1.13" in alembic:
                check_programs(here, "mrt", "check", "roundtrip")
            else:
                check_programs(here, "alembic", "mrt-check", "mrt-roundtrip")
        except AssertionError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        found = dict(zip(VERSIONS, pool.map(faults, range(len(VERSIONS))), strict=True))
    assert found == dict.fromkeys(VERSIONS, "")


def check_versions(here: Installation, alembic: str, sqlalchemy: str) -> None:
    said = here.run("mrt", "version").stdout
    assert f"alembic {alembic.strip('=*')}" in said
    assert f"sqlalchemy {sqlalchemy.strip('=*')}" in said


def check_programs(here: Installation, program: str, check: str, roundtrip: str) -> None:
    """Make sure that a program lists both commands, and that they find what they must."""
    listed = here.run(program, "--help").stdout.split()
    assert {check, roundtrip} <= set(listed), (program, listed)
    assert "--fail-on" in here.run(program, check, "--help").stdout
    for command in (check, roundtrip):
        done = here.run(program, command, "--format", "json")
        assert done.returncode == 1, (program, command, done.stderr)
        assert done.stdout, (program, command, done.stderr)
        revisions = {finding["revision"] for finding in json.loads(done.stdout)["findings"]}
        assert {"58fa2c61d3e0", "0f7ce35a92b8"} <= revisions, (program, command, revisions)
