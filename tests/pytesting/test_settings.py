"""Where the settings of a pytest run may stand, and which place wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.pytesting.places import find_configuration
from alembic_mrt.pytesting.suite import suite_of
from tests.pytesting.conftest import ALONE, Run

CONFTEST = """
from alembic_mrt import MRTConfig


def pytest_configure(config):
    config._mrt_config = MRTConfig({given})
"""


def server(project: Path, pytester: pytest.Pytester, *arguments: str) -> str | None:
    """Return the URL that a run with these arguments goes by."""
    config = pytester.parseconfigure(*ALONE, *arguments, str(project))
    return suite_of(config).project.settings.db_url


def test_the_later_place_wins(
    project: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MRT_DATABASE_URL", raising=False)
    assert server(project, pytester) is None
    with (project / "alembic.ini").open("a", encoding="utf-8") as ini:
        ini.write("\n[mrt]\nurl = postgresql://in-alembic-ini/\n")
    assert server(project, pytester) == "postgresql://in-alembic-ini/"
    toml = '[tool.mrt]\nurl = "postgresql://in-pyproject/"\n'
    (project / "pyproject.toml").write_text(toml, encoding="utf-8")
    assert server(project, pytester) == "postgresql://in-pyproject/"
    monkeypatch.setenv("MRT_DATABASE_URL", "postgresql://in-environment/")
    assert server(project, pytester) == "postgresql://in-environment/"
    ini_text = "[pytest]\nmrt_url = postgresql://in-pytest-ini/\n"
    (project / "pytest.ini").write_text(ini_text, encoding="utf-8")
    assert server(project, pytester) == "postgresql://in-pytest-ini/"
    given = CONFTEST.format(given="db_url='postgresql://in-conftest/'")
    (project / "conftest.py").write_text(given, encoding="utf-8")
    assert server(project, pytester) == "postgresql://in-conftest/"
    assert server(project, pytester, "--mrt-url=postgresql://in-option/") == (
        "postgresql://in-option/"
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("heads=('nope',)", 'The key "heads" in config._mrt_config: No such revision'),
        ("skip={'b2': ''}", 'The key "skip" in config._mrt_config needs a reason for revision b2'),
        ("setup='nope.sql'", "The setup script nope.sql cannot be read"),
    ],
)
def test_a_wrong_value_names_its_place(project: Path, run: Run, given: str, sentence: str) -> None:
    (project / "conftest.py").write_text(CONFTEST.format(given=given), encoding="utf-8")
    shown = run("mrt::roundtrip").stdout.str()
    assert sentence in shown
    assert "Traceback" not in shown


def test_what_the_conftest_says_is_heeded(project: Path, run: Run) -> None:
    given = "skip={'c3': 'takes nine hours'}"
    (project / "conftest.py").write_text(CONFTEST.format(given=given), encoding="utf-8")
    result = run("mrt::roundtrip", "mrt::full_cycle", "-rs")
    result.assert_outcomes(passed=3, skipped=2)
    result.stdout.fnmatch_lines(["SKIPPED*skipped: takes nine hours"])


def test_a_relative_script_location_is_that_of_alembic_ini(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ini = project / "alembic.ini"
    text = ini.read_text(encoding="utf-8").replace("%(here)s/migrations", "migrations")
    ini.write_text(text, encoding="utf-8")
    monkeypatch.chdir(project / "tests")
    run("../mrt::roundtrip[b2]", "../mrt::full_cycle").assert_outcomes(passed=2)
    assert Path.cwd() == project / "tests"


@pytest.mark.parametrize("folder", ["tests", "migrations/versions"])
@pytest.mark.parametrize("ini", ["alembic.ini", "migrations/alembic.ini"])
def test_alembic_ini_is_found_from_a_folder_of_the_project(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str, ini: str
) -> None:
    (project / "pytest.ini").unlink()
    text = (project / "alembic.ini").read_text(encoding="utf-8")
    (project / "alembic.ini").unlink()
    text = text.replace("%(here)s", str(project))
    (project / ini).write_text(text, encoding="utf-8")
    monkeypatch.chdir(project / folder)
    run("--rootdir=.", "mrt::single_head").assert_outcomes(passed=1)


@pytest.mark.parametrize("named", [[], ["--mrt-ini=../alembic.ini"]])
def test_a_dot_in_alembic_ini_is_its_folder(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    ini = project / "alembic.ini"
    text = ini.read_text(encoding="utf-8")
    ini.write_text(text.replace("prepend_sys_path = %(here)s", "prepend_sys_path = ."), "utf-8")
    monkeypatch.chdir(project / "tests")
    run("../mrt::models_match", *named).assert_outcomes(passed=1)


def test_nothing_is_looked_for_outside_of_the_repository(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "inner" / ".git").mkdir(parents=True)
    (project / "inner" / "tests").mkdir()
    monkeypatch.chdir(project / "inner" / "tests")
    shown = run("--rootdir=.", "mrt::single_head").stdout.str()
    looked = f"in {project}/inner/tests, {project}/inner (rootdir: {project}/inner/tests)"
    assert looked in " ".join(shown.split())


def test_the_nearest_project_counts(
    project: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = project / "inner"
    inner.mkdir()
    text = "[tool.alembic]\nscript_location = '%(here)s/../migrations'\n"
    (inner / "pyproject.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(inner)
    config = pytester.parseconfigure(*ALONE, str(inner))
    assert find_configuration(config) == inner / "pyproject.toml"


def test_arguments_for_env_py(project: Path, run: Run) -> None:
    env = project / "migrations" / "env.py"
    check = 'assert context.get_x_argument(as_dictionary=True) == {"tenant": "a", "zone": "b"}\n'
    env.write_text(env.read_text(encoding="utf-8") + check, encoding="utf-8")
    result = run("mrt::full_cycle", "-omrt_x=tenant=a", "--mrt-x", "zone=b")
    result.assert_outcomes(passed=1)
    run("mrt::full_cycle").assert_outcomes(failed=1)
