"""A round trip judges the examples of the rules on data and execution as check does.

Every folder below tests/rules of these codes is a history. Where check announces a warning or an
error, its round trip is not reversible; where it announces nothing, it is. An example that the two
may judge differently says why in a comment (``# no round trip: why``).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.runner import run

FOLDER = Path(__file__).parents[1] / "rules"
CODES = re.compile(r"MRT(10[5-9]|11[1-9]|120|136|310|20[3-9]|21\d)")
EXPECTATION = re.compile(r"# expect: (\w+) (error|warning)")
DIALECT = re.compile(r"^# dialect: (\w+)$", re.MULTILINE)
ELSEWHERE = re.compile(r"^# (no round trip: \S|dialect: mysql)", re.MULTILINE)
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


def text_of(example: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(example.glob("*.py")))


def dialect_of(example: Path) -> str:
    named = DIALECT.search(text_of(example))
    return named[1] if named else "sqlite"


def examples() -> list[object]:
    found = [path for path in sorted(FOLDER.glob("*/*")) if CODES.match(path.parent.name)]
    return [
        pytest.param(
            path,
            id=f"{path.parent.name}/{path.name}",
            marks=[pytest.mark.postgresql] if dialect_of(path) == "postgresql" else [],
        )
        for path in found
        if path.is_dir() and not ELSEWHERE.search(text_of(path))
    ]


@pytest.mark.parametrize("example", examples())
def test_a_round_trip_agrees_with_check(example: Path, tmp_path: Path) -> None:
    shutil.copytree(example, tmp_path / "versions")
    env = ENV.format(url=URLS[dialect_of(example)])
    (tmp_path / "env.py").write_text(env, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    report = run(config, MRTConfig(), read_history(config))
    told = {result.revision: result.failure_summary() for result in report.results}
    proven = all(result.verdict.proven for result in report.results)
    assert proven == (EXPECTATION.search(text_of(example)) is None), told
