"""The whole way that a new user goes, from `alembic init` to pytest."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.generation.flask_project import FlaskProject
from tests.generation.project import Project

if TYPE_CHECKING:
    from pathlib import Path

ALONE = [f"-pno:{name}" for name in ("randomly", "asyncio", "django", "pytest_alembic")]
FILLED_IN = """
def test_own_rows(mrt: MRT) -> None:
    with mrt.revision(REVISION) as trip:
        trip.seed("users", [{"id": 1, "fax": "123", "age": 7, "name": "Ann", "status": "off"}])

        trip.upgrade()
        assert trip.rows("users") == [{"id": 1}]
        trip.seed("users", [{"id": 2}])

        trip.downgrade()
        old, new = trip.rows("users")
        assert old == {"id": 1, "fax": "123", "age": 7, "name": "Ann", "status": "off"}
        assert (new["fax"], new["age"], new["name"]) == ("", None, "x")
"""


def test_on_sqlite(project: Project) -> None:
    begin(project)
    project.four_revisions()
    check_green(project)
    assert "No new upgrade operations" in project.alembic("check")
    fill_in(project.folder)
    check_tests(project)
    check_archives(project)
    check_red(project)


@pytest.mark.postgresql
def test_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    project = Project(tmp_path, postgresql_url)
    begin(project)
    project.four_revisions()
    text = project.scripts()[1].read_text(encoding="utf-8")
    assert "CREATE TYPE status AS ENUM ('on', 'off')" in text
    assert "DROP TYPE status" in text
    check_green(project)
    fill_in(project.folder)
    check_tests(project)
    check_red(project)


def test_on_the_async_template(project: Project) -> None:
    project.alembic("mrt-init", "--template", "async")
    project.connect_models()
    project.four_revisions()
    check_green(project)
    check_tests(project)


def test_on_flask_migrate(tmp_path: Path) -> None:
    project = FlaskProject(tmp_path)
    project.begin()
    project.four_revisions()
    check, trip = project.commands(["mrt", "check"], ["mrt", "roundtrip"], program="flask")[:2]
    assert "4 revisions: 0 errors, 0 warnings" in check
    assert "4 revisions: 4 reversible" in trip
    check_formatted(project)
    check_tests(project)
    take_archives_out(project.scripts()[2])
    assert "MRT201" in project.flask("mrt", "check", "r2", status=1)
    assert "data lost" in project.flask("mrt", "roundtrip", "r2", status=1)
    done = project.run("pytest", "-q", "-x", *ALONE)
    assert done.returncode == 1
    assert "values did not come back" in done.stdout


def begin(project: Project) -> None:
    """Make an environment as Alembic does, and add to it."""
    project.alembic("init", "migrations")
    ini = project.folder / "alembic.ini"
    text = ini.read_text(encoding="utf-8")
    url = "sqlite:///%(here)s/app.db"
    ini.write_text(text.replace("driver://user:pass@localhost/dbname", url), encoding="utf-8")
    assert "changed alembic.ini" in project.alembic("mrt-init")
    assert project.alembic("mrt-init") == "nothing to change\n"
    project.connect_models()
    env = project.folder / "migrations" / "env.py"
    batch = 'render_as_batch=connection.dialect.name == "sqlite"'
    text = env.read_text(encoding="utf-8").replace(
        "connection=connection, target_metadata=target_metadata",
        f"connection=connection, target_metadata=target_metadata, {batch}",
    )
    env.write_text(text, encoding="utf-8")


def check_green(project: Project) -> None:
    """Make sure that everything comes back, and that the scripts are formatted and typed."""
    check, trip = project.commands(["mrt-check"], ["mrt-roundtrip"])[:2]
    assert "4 revisions: 0 errors, 0 warnings" in check
    assert "4 revisions: 4 reversible" in trip
    check_formatted(project)


def check_formatted(project: Project) -> None:
    """Make sure that what was generated is formatted and typed."""
    scripts = [str(path) for path in (*project.scripts(), project.folder / "tests")]
    done = project.run("ruff", "format", "--check", "--isolated", *scripts)
    assert done.returncode == 0, done.stdout
    done = project.run(
        "mypy", "--strict", "--follow-imports=skip", "--no-warn-unused-ignores", *scripts
    )
    assert done.returncode == 0, done.stdout


def check_tests(project: Project) -> None:
    done = project.run("pytest", "-q", *ALONE)
    assert done.returncode == 0, done.stdout
    assert "8 passed" in done.stdout


def fill_in(folder: Path) -> None:
    """Fill the stub of the third revision in, as a person would."""
    (path,) = (folder / "tests" / "migrations").glob("test_r2_*.py")
    text = path.read_text(encoding="utf-8")
    assert '# trip.seed("users", [{"id": 1, "' in text
    start = text.index("\ndef test_own_rows")
    path.write_text(text[:start] + FILLED_IN, encoding="utf-8")


def check_archives(project: Project) -> None:
    """List the archives, and write the revision that drops them; it is taken away again."""
    listed = project.alembic("mrt-archives").splitlines()
    assert sorted(line.split()[0] for line in listed) == [
        "mrt_archive_r2_lines",
        "mrt_archive_r2_order",
        "mrt_archive_r2_users",
        "mrt_archive_r3_order",
        "mrt_archive_r3_users",
    ]
    said = project.alembic("mrt-archives", "r3", "--revision").splitlines()
    assert "MRT104" in project.alembic("mrt-check", "head")
    assert len(project.alembic("mrt-archives").splitlines()) == 3
    script = said[-1].removeprefix("made ")
    subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--check", "--isolated", script], check=True
    )
    (project.folder / script).unlink()
    (stub,) = (project.folder / "tests" / "migrations").glob("test_*_drop_archives.py")
    stub.unlink()


def check_red(project: Project) -> None:
    """Take the archives out of the script, and make sure that the loss is told."""
    take_archives_out(project.scripts()[2])
    assert "MRT201 upgrade() drops column" in project.alembic("mrt-check", "r2", status=1)
    assert "data lost" in project.alembic("mrt-roundtrip", "r2", status=1)
    done = project.run("pytest", "-q", "-x", *ALONE)
    assert done.returncode == 1
    assert "values did not come back" in done.stdout


def take_archives_out(script: Path) -> None:
    """Leave what Alembic alone would have written, with columns that may be NULL."""
    text = script.read_text(encoding="utf-8")
    text = re.sub(
        r"    # (Keeps|Brings) column.*?(?=    with op\.batch|    op\.[a-df-z]|    # Rows)",
        "",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r'    op\.drop_table\("mrt_archive.*?\n', "", text)
    text = re.sub(r"    # Rows written.*?(?=    with op|    op\.a)", "", text, flags=re.DOTALL)
    text = text.replace("nullable=False", "nullable=True")
    script.write_text(text, encoding="utf-8")
