"""Every history below tests/observed says in a comment what its round trip finds.

An example is a folder of scripts, with an env.py where that is what it is about. There must be a
finding of the code whose folder it lies in exactly where a script announces one
(``# expect: CODE severity``).
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

FOLDER = Path(__file__).parents[1] / "observed"
EXPECTATION = re.compile(r"# expect: (\w+) (\w+)")
DIALECT = re.compile(r"^# dialect: (\w+)$", re.MULTILINE)
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

EXAMPLES = sorted(path for path in FOLDER.glob("MRT*/*") if path.is_dir())


def text_of(example: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(example.glob("*.py")))


def dialect_of(example: Path) -> str:
    named = DIALECT.search(text_of(example))
    return named[1] if named else "sqlite"


def parameter(example: Path) -> object:
    name = f"{example.parent.name}/{example.name}"
    marks = [pytest.mark.postgresql] if dialect_of(example) == "postgresql" else []
    return pytest.param(example, id=name, marks=marks)


@pytest.mark.parametrize("example", [parameter(example) for example in EXAMPLES])
def test_a_round_trip_finds_what_the_example_announces(example: Path, tmp_path: Path) -> None:
    shutil.copytree(example, tmp_path / "versions", ignore=shutil.ignore_patterns("env.py"))
    own = example / "env.py"
    env = own.read_text(encoding="utf-8") if own.exists() else None
    env = env or ENV.format(url=URLS[dialect_of(example)])
    (tmp_path / "env.py").write_text(env, encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(tmp_path))
    report = run(config, MRTConfig(), read_history(config))
    code = example.parent.name
    found = {(f.code, f.severity.value) for f in report.every_finding() if f.code == code}
    assert found == set(EXPECTATION.findall(text_of(example)))


@pytest.mark.parametrize("code", sorted(path.name for path in FOLDER.glob("MRT*")))
def test_a_code_has_an_example_that_fires_and_one_that_does_not(code: str) -> None:
    announced = {bool(EXPECTATION.search(text_of(e))) for e in EXAMPLES if e.parent.name == code}
    assert announced == {True, False}
