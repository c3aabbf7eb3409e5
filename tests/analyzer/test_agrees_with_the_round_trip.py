"""Check judges the histories below tests/observed as the round trip does.

A script there announces what its round trip finds (``# expect: CODE severity``). Where there is a
rule for that code, check finds something, a warning at least, in the same histories and in no
others. A history that only a run can decide says why in a comment (``# check is silent: why``).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.analyzer.rule import every_rule
from alembic_mrt.finding import Severity
from alembic_mrt.history.graph import history_of

FOLDER = Path(__file__).parents[1] / "observed"
EXPECTATION = re.compile(r"# expect: (\w+) (\w+)")
DIALECT = re.compile(r"^# dialect: (\w+)$", re.MULTILINE)
SILENT = re.compile(r"^# check is silent: \S", re.MULTILINE)
CODES = {rule.code for rule in every_rule()}
EXAMPLES = [path for path in sorted(FOLDER.glob("MRT*/*")) if path.parent.name in CODES]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_check_finds_what_a_round_trip_finds(example: Path) -> None:
    scripts = sorted(path for path in example.glob("*.py") if path.name != "env.py")
    text = "\n".join(script.read_text(encoding="utf-8") for script in scripts)
    dialect = DIALECT.search(text)
    report = analyze(history_of(scripts), dialect=dialect[1] if dialect else "sqlite")
    found = [f.message for f in report.findings if f.severity is not Severity.NOTE]
    announced = EXPECTATION.search(text) is not None and not SILENT.search(text)
    assert bool(found) == announced, found
