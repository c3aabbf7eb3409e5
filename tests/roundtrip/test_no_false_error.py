"""No rule accuses a revision that the round trip proves reversible.

The examples of tests/rules that announce an error are taken on a round trip on SQLite, or on the
dialect that they name (``# dialect: postgresql``, or ``# round trip: postgresql`` where the rule
speaks whatever the dialect). One that is right all the same says why: ``# no round trip: reason``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.finding import Verdict
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

FOLDER = Path(__file__).parents[1] / "rules"
ERROR = re.compile(r"# expect: (\w+) error")
REVISION = re.compile(r'^revision\b.*= "(\w+)"', re.MULTILINE)
DIALECT = re.compile(r"^# (?:dialect|round trip): (\w+)$", re.MULTILINE)
EXCUSE = re.compile(r"^# no round trip: \S+", re.MULTILINE)
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


def scripts_of(example: Path) -> dict[str, str]:
    paths = sorted(example.glob("*.py")) if example.is_dir() else [example]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def dialect_of(example: Path) -> str:
    named = DIALECT.search("\n".join(scripts_of(example).values()))
    return named[1] if named else "sqlite"


def accused(example: Path) -> set[str]:
    """Return the revisions that an example announces an error for."""
    named = (REVISION.search(text) for text in scripts_of(example).values() if ERROR.search(text))
    return {match[1] for match in named if match}


def examples() -> list[ParameterSet]:
    found: list[ParameterSet] = []
    for path in sorted(FOLDER.glob("MRT*/*")):
        text = "\n".join(scripts_of(path).values())
        if accused(path) and dialect_of(path) in URLS and not EXCUSE.search(text):
            marks = [pytest.mark.postgresql] if dialect_of(path) == "postgresql" else []
            found.append(pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=marks))
    return found


@pytest.mark.parametrize("example", examples())
def test_no_error_is_proven_wrong(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "versions").mkdir()
    for name, text in scripts_of(example).items():
        (tmp_path / "versions" / name).write_text(text, encoding="utf-8")
    env = ENV.format(url=URLS[dialect_of(example)])
    (tmp_path / "env.py").write_text(env, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    report = run(config, MRTConfig(), read_history(config))
    proven = {r.revision for r in report.results if r.verdict is Verdict.REVERSIBLE}
    of_graph = {finding.code for finding in report.findings}
    assert example.parent.name in of_graph or not proven & accused(example)
