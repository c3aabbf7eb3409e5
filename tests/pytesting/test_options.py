"""pytest's own options, and places of its configuration, mean for our tests what they always do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from alembic_mrt.roundtrip.trip import Extent
from tests.pytesting.conftest import ENVIRONMENTS, Run, collected, trips
from tests.pytesting.test_ready_made import ALL

C3, D4 = ALL[4:6]
SINCE = """
def pytest_addoption(parser):
    parser.addoption("--since")


def pytest_report_header(config):
    return f"theirs: {config.getoption('since')}"
"""


def git(*arguments: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *name, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("option", ["--mrt-since=b2", "--since=b2", "--since b2"])
def test_what_is_newer_than_a_revision(project: Path, run: Run, option: str) -> None:
    assert project
    assert collected(run("--co", "-q", "--mrt", *option.split())) == [*ALL[:2], C3, D4, *ALL[6:]]


def test_what_a_branch_adds(project: Path, run: Run, walked: list[tuple[str, Extent]]) -> None:
    last = project / "migrations" / "versions" / "d4_index.py"
    kept = last.read_text(encoding="utf-8")
    last.unlink()
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    assert collected(run("--co", "-q", "mrt::roundtrip", "--mrt-since", "git:main")) == []
    last.write_text(kept, encoding="utf-8")
    run("mrt", "--since", "git:main").assert_outcomes(passed=5)
    assert trips(walked) == ["d4"]
    shown = run("mrt", "--since", "git:nowhere").stdout.str()
    assert "git knows no commit" in shown
    assert "Traceback" not in shown


def test_another_option_of_that_name_is_left_alone(project: Path, run: Run) -> None:
    (project / "conftest.py").write_text(SINCE, encoding="utf-8")
    result = run("--co", "mrt::check", "--since", "b2")
    result.stdout.fnmatch_lines(["theirs: b2", "collected 1 item"])


def test_some_are_deselected(project: Path, run: Run) -> None:
    assert project
    options = [f"--deselect={C3}", "--deselect", ALL[0]]
    result = run("mrt", *options, "-p", "no:cacheprovider")
    result.assert_outcomes(passed=6, deselected=2)
    assert not (project / ".pytest_cache").exists()


def test_stepwise_goes_on_where_it_failed(
    project: Path, run: Run, walked: list[tuple[str, Extent]]
) -> None:
    assert project
    run("mrt::roundtrip", "--sw").assert_outcomes(passed=2, failed=1)
    walked.clear()
    run("mrt::roundtrip", "--sw", "--sw-skip").assert_outcomes(passed=1, failed=1, deselected=2)
    assert trips(walked) == ["c3", "d4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pytest.ini", "[pytest]\nmrt_tests = true\nmrt_alembic_ini = deploy/alembic.ini\n"),
        ("tox.ini", "[pytest]\nmrt_tests = true\nmrt_alembic_ini = deploy/alembic.ini\n"),
        ("setup.cfg", "[tool:pytest]\nmrt_tests = true\nmrt_alembic_ini = deploy/alembic.ini\n"),
        (
            "pyproject.toml",
            "[tool.pytest.ini_options]\nmrt_tests = true\n"
            'mrt_alembic_ini = "deploy/alembic.ini"\nmrt_x = ["a=1", "b=2"]\n',
        ),
    ],
)
def test_any_configuration_of_pytest(project: Path, run: Run, name: str, text: str) -> None:
    (project / "pytest.ini").unlink()
    (project / name).write_text(text, encoding="utf-8")
    ini = (project / "alembic.ini").read_text(encoding="utf-8").replace("%(here)s", str(project))
    (project / "alembic.ini").unlink()
    (project / "deploy").mkdir()
    (project / "deploy" / "alembic.ini").write_text(ini, encoding="utf-8")
    run("-k", "check or b2").assert_outcomes(passed=1, failed=1, deselected=15)


def test_rootdir_is_another_folder(
    pytester: pytest.Pytester, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that a failure shows works from where it was shown."""
    shutil.copytree(ENVIRONMENTS / "suite_sync", pytester.path / "shop")
    (pytester.path / "elsewhere").mkdir()
    monkeypatch.chdir(pytester.path / "elsewhere")
    ini, root = "--mrt-ini=../shop/alembic.ini", "--rootdir=../shop"
    result = run("mrt", "../shop/tests", "--mrt", ini, root, "-c", "../shop/pytest.ini", "-k", "c3")
    result.assert_outcomes(failed=1, deselected=16)
    repeat = next(line for line in result.outlines if line.startswith("repeat: "))
    again = run(*repeat.replace("'", "").split()[2:])
    again.assert_outcomes(failed=1)
    assert repeat in again.outlines
    assert Path.cwd() == Path(os.path.normpath(pytester.path / "elsewhere"))
