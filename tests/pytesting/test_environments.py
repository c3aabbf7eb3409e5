"""The example projects, each with its own tests of the fixture and with the ready-made ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.pytesting.conftest import Run, run_apart
from tests.test_flask_commands import flask

READY_MADE = ["check", "single_head", "full_cycle", "models_match"]


def verdicts(result: pytest.RunResult) -> dict[str, str]:
    """Return the outcome of each ready-made test of a verbose run."""
    found = (line.split() for line in result.outlines if line.startswith("mrt::"))
    return {words[0].removeprefix("mrt::"): words[1] for words in found if len(words) > 1}


@pytest.mark.parametrize("project", ["suite_sync"], indirect=True)
def test_a_synchronous_project(project: Path, run: Run) -> None:
    result = run("--mrt", "-v")
    assert verdicts(result) == {
        "check": "FAILED",
        "single_head": "PASSED",
        "roundtrip[a1]": "PASSED",
        "roundtrip[b2]": "PASSED",
        "roundtrip[c3]": "FAILED",
        "roundtrip[d4]": "PASSED",
        "full_cycle": "PASSED",
        "models_match": "PASSED",
    }
    result.assert_outcomes(passed=15, failed=2)
    assert not (project / "shop.db").exists()


@pytest.mark.parametrize("project", ["suite_async"], indirect=True)
def test_an_asynchronous_project(project: Path) -> None:
    done = run_apart(project, "--mrt", "-q", "-pno:randomly", "-pno:django", "-pno:xdist")
    assert "10 passed, 1 skipped" in done.stdout, done.stdout
    assert not (project / "shop.db").exists()


@pytest.mark.postgresql
@pytest.mark.parametrize("project", ["suite_postgresql"], indirect=True)
def test_a_project_on_postgresql(project: Path, run: Run) -> None:
    result = run("-v", str(project))
    assert verdicts(result) == {
        "check": "FAILED",
        "single_head": "PASSED",
        "roundtrip[a1]": "PASSED",
        "roundtrip[b2]": "PASSED",
        "roundtrip[c3]": "FAILED",
        "full_cycle": "FAILED",
        "models_match": "SKIPPED",
    }
    result.assert_outcomes(passed=7, failed=3, skipped=1)
    result.stdout.fnmatch_lines(["FAILED mrt::full_cycle - Base is not what it was*carriage*"])


@pytest.mark.parametrize("project", ["suite_two_bases"], indirect=True)
def test_a_project_with_two_bases(project: Path, run: Run) -> None:
    assert project
    result = run("--mrt", "-v")
    assert set(verdicts(result)) == {*READY_MADE, *(f"roundtrip[{r}]" for r in names(project))}
    result.assert_outcomes(passed=9, skipped=1)


def names(project: Path) -> list[str]:
    scripts = (project / "migrations" / "versions").glob("*.py")
    return [script.name[:2] for script in scripts]


@pytest.fixture
def flask_project(project: Path) -> Path:
    """Let Flask-Migrate itself make the migration environment."""
    assert flask(project, "db", "init").returncode == 0
    shutil.copytree(project / "versions", project / "migrations" / "versions", dirs_exist_ok=True)
    return project


@pytest.mark.parametrize("project", ["suite_flask"], indirect=True)
def test_a_project_with_flask_migrate(flask_project: Path) -> None:
    done = run_apart(flask_project, "--mrt", "-q", "-pno:randomly", "-pno:django", "-pno:xdist")
    assert "7 passed" in done.stdout, done.stdout
    assert not list(flask_project.rglob("*.db"))
    tests = flask_project / "tests" / "test_migrations.py"
    fixture = "import pytest, shop\n\n@pytest.fixture\ndef app():\n    return shop.create_app()\n\n"
    tests.write_text(fixture + tests.read_text(encoding="utf-8"), encoding="utf-8")
    (flask_project / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")
    done = run_apart(flask_project, "-q", "-pno:randomly", "-pno:django", "-pno:xdist")
    assert "1 passed" in done.stdout, done.stdout
    done = run_apart(flask_project, "--mrt", "-q", "-pno:django", "-pno:xdist", "mrt::check")
    assert "env.py needs a Flask application, and none was found" in done.stdout
    assert "Traceback" not in done.stdout
