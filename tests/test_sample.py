"""The sample history, in both commands and on both databases."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
VERDICTS = {
    "58fa2c61d3e0": "schema differs",
    "0f7ce35a92b8": "data lost",
    "e46d18f3b05c": "declared irreversible",
}
NOT_REVERSIBLE = {"58fa2c61d3e0", "0f7ce35a92b8"}


def run(*arguments: str) -> tuple[int, Any]:
    """Run a command on the sample history and return its status and its report."""
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *arguments, "--format", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def on_postgresql(folder: Path) -> list[str]:
    """Write an alembic.ini that names a PostgreSQL server which does not exist."""
    ini = (ROOT / "alembic.ini").read_text(encoding="utf-8")
    ini = ini.replace("%(here)s/sample\n", f"{ROOT / 'sample'}\n")
    ini = ini.replace(
        "sqlite:///%(here)s/sample/bookshop.db", "postgresql://me@nowhere.invalid/shop"
    )
    (folder / "alembic.ini").write_text(ini, encoding="utf-8")
    return ["-c", str(folder / "alembic.ini")]


@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def test_the_round_trip(dialect: str, tmp_path: Path) -> None:
    options = on_postgresql(tmp_path) if dialect == "postgresql" else []
    status, report = run(*options, "mrt-roundtrip")
    found = {result["revision"]: result["verdict"] for result in report["results"]}
    assert len(found) == 10
    assert {r: v for r, v in found.items() if v != "reversible"} == VERDICTS
    assert status == 1
    assert not list((ROOT / "sample").rglob("*.db"))


def test_one_revision_alone() -> None:
    status, report = run("mrt-roundtrip", "27c6")
    assert [result["revision"] for result in report["results"]] == ["27c6a30d7c24"]
    assert status == 0


def test_check() -> None:
    status, report = run("mrt-check")
    errors = {f["revision"] for f in report["findings"] if f["severity"] == "error"}
    assert errors == NOT_REVERSIBLE
    assert status == 1


def test_both_commands_give_the_same_code() -> None:
    _, checked = run("mrt-check")
    _, tried = run("mrt-roundtrip")
    for revision in NOT_REVERSIBLE:
        codes = [
            {f["code"] for f in report["findings"] if f["revision"] == revision}
            for report in (checked, tried)
        ]
        assert codes[0] & codes[1], (revision, codes)
