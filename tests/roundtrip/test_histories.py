"""Whole histories, each revision script with the verdict on it in its first line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

HISTORIES = Path(__file__).parent.parent / "histories"
URLS = {
    "sqlite": "sqlite:///never-made.db",
    "postgresql": "postgresql://nobody@no-such-host.invalid/nothing",
}

ENV = """\
from alembic import context
from sqlalchemy import create_engine

with create_engine({url!r}).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


def lay_out(folder: Path, history: str, dialect: str) -> Config:
    shutil.copytree(HISTORIES / history, folder / "versions")
    (folder / "env.py").write_text(ENV.format(url=URLS[dialect]), encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


def expected(folder: Path, dialect: str) -> dict[str, str]:
    """Return the verdict that each revision script asks for, on a dialect of its own if it says."""
    found = {}
    for path in sorted((folder / "versions").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        verdicts: dict[str, str] = dict(re.findall(r"^# expect ?(\w*): (.+)$", text, re.MULTILINE))
        revision = re.search(r'^revision = "(\w+)"', text, re.MULTILINE)
        assert verdicts, path
        assert revision, path
        found[revision.group(1)] = verdicts.get(dialect, verdicts[""])
    return found


@pytest.mark.parametrize("history", sorted(path.name for path in HISTORIES.iterdir()))
@pytest.mark.parametrize(
    "dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def test_every_revision_gets_its_verdict(history: str, dialect: str, tmp_path: Path) -> None:
    config = lay_out(tmp_path, history, dialect)
    report = run(config, MRTConfig(), read_history(config))
    assert {r.revision: r.verdict.value for r in report.results} == expected(tmp_path, dialect)


def test_only_the_chosen_revisions_are_judged(tmp_path: Path) -> None:
    config = lay_out(tmp_path, "many_faults", "sqlite")
    report = run(config, MRTConfig(), read_history(config), ["r08", "r10"])
    assert [r.revision for r in report.results] == ["r08", "r10"]
    assert [r.verdict.value for r in report.results] == ["schema differs", "reversible"]


def test_the_user_may_skip_and_declare(tmp_path: Path) -> None:
    config = lay_out(tmp_path, "many_faults", "sqlite")
    settings = MRTConfig(skip={"r07": "mended by hand"}, irreversible={"r02": "not kept"})
    results = {r.revision: r for r in run(config, settings, read_history(config)).results}
    assert (results["r07"].verdict.value, results["r07"].reason) == ("skipped", "mended by hand")
    assert results["r02"].verdict.value == "declared irreversible"
    assert results["r02"].reason == "not kept"
