"""Whole projects: every shape of graph and of env.py, on each dialect that it is for.

A folder of tests/projects holds revision scripts, with the verdict on each in its first lines, and
one or several env.py to run them by. ``# dialects: ...`` in an env.py limits it, ``# driver:
async`` gives it the URL of an asynchronous driver.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from alembic_mrt.cli import main

PROJECTS = Path(__file__).parent.parent / "projects"
ALEMBIC_INI = "[alembic]\nscript_location = %(here)s\nsqlalchemy.url = {url}\n"
URLS = {
    "sqlite": "sqlite{driver}:///never-made.db",
    "postgresql": "postgresql{driver}://nobody@no-such-host.invalid/nothing",
}
ASYNCHRONOUS = {"sqlite": "+aiosqlite", "postgresql": "+asyncpg"}


def cases() -> list[Any]:
    """List each env.py with each dialect that it names."""
    found = []
    for path in sorted(PROJECTS.glob("*/env*.py")):
        tag = re.match(r"# dialects: (.+)\n", path.read_text(encoding="utf-8"))
        assert tag, path
        for dialect in tag[1].split():
            marks = [pytest.mark.postgresql] if dialect == "postgresql" else []
            name = f"{path.parent.name}-{path.stem}-{dialect}"
            found.append(pytest.param(path, dialect, marks=marks, id=name))
    return found


def lay_out(folder: Path, env: Path, dialect: str) -> None:
    shutil.copytree(env.parent, folder, dirs_exist_ok=True)
    text = env.read_text(encoding="utf-8")
    (folder / "env.py").write_text(text, encoding="utf-8")
    ini = folder / "alembic.ini"
    configuration = ini.read_text(encoding="utf-8") if ini.exists() else ALEMBIC_INI
    driver = ASYNCHRONOUS[dialect] if "# driver: async" in text else ""
    url = URLS[dialect].format(driver=driver)
    ini.write_text(configuration.replace("{url}", url), encoding="utf-8")


def expected(folder: Path, dialect: str) -> dict[str, str]:
    """Return the verdict that each revision script asks for, on a dialect of its own if it says."""
    found = {}
    for path in sorted(folder.glob("*/**/*.py")):
        text = path.read_text(encoding="utf-8")
        verdicts: dict[str, str] = dict(re.findall(r"^# expect ?(\w*): (.+)$", text, re.MULTILINE))
        revision = re.search(r'^revision = "(.+)"$', text, re.MULTILINE)
        assert revision, path
        found[revision[1]] = verdicts.get(dialect) or verdicts[""]
    return found


# Some of these migrations leave their connections to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("env", "dialect"), cases())
def test_every_revision_gets_its_verdict(
    env: Path,
    dialect: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lay_out(tmp_path, env, dialect)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as exited:
        main(["roundtrip", "--format", "json"])
    captured = capsys.readouterr()
    assert captured.out, captured.err
    results = json.loads(captured.out)["results"]
    verdicts = expected(tmp_path, dialect)
    assert {r["revision"]: r["verdict"] for r in results} == verdicts
    assert exited.value.code == (0 if set(verdicts.values()) <= {"reversible", "unproven"} else 1)
    assert not (tmp_path / "never-made.db").exists()
