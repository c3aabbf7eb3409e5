"""Every script below tests/rules says in a comment what is to be found on its lines.

An example is a script, or a folder of scripts that make up a history. Of the rule whose folder it
lies in it must raise exactly the findings that it announces (``# expect: CODE severity``), of the
other rules at least those.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.analyzer.rule import every_rule
from alembic_mrt.history.graph import history_of

FOLDER = Path(__file__).parents[1] / "rules"
EXPECTATION = re.compile(r"# expect: (\w+) (\w+)")
DIALECT = re.compile(r"^# dialect: (\w+)$", re.MULTILINE)

Found = tuple[str, str, str, "int | None"]


def examples() -> list[Path]:
    return sorted(
        path
        for folder in FOLDER.iterdir()
        for path in folder.iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    )


def scripts_of(example: Path) -> list[Path]:
    return sorted(example.glob("*.py")) if example.is_dir() else [example]


def expected(scripts: list[Path]) -> set[Found]:
    return {
        (code, severity, script.name, number)
        for script in scripts
        for number, line in enumerate(script.read_text(encoding="utf-8").splitlines(), start=1)
        for code, severity in EXPECTATION.findall(line)
    }


def found(scripts: list[Path]) -> set[Found]:
    named = DIALECT.search(scripts[0].read_text(encoding="utf-8"))
    report = analyze(history_of(scripts), dialect=named[1] if named else None)
    return {
        (finding.code, finding.severity.value, Path(where.file).name, where.line)
        for finding in report.findings
        if (where := finding.location) is not None
    }


@pytest.mark.parametrize("example", examples(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_raises_what_it_announces(example: Path) -> None:
    scripts, code = scripts_of(example), example.parent.name
    seen, announced = found(scripts), expected(scripts)
    assert {entry for entry in seen if entry[0] == code} == {
        entry for entry in announced if entry[0] == code
    }
    assert announced <= seen


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.code)
def test_a_rule_has_examples_that_fire_and_examples_that_do_not(rule: object) -> None:
    code = getattr(rule, "code", "")
    scripts = [scripts_of(path) for path in examples() if path.parent.name == code]
    fires = [code in {entry[0] for entry in expected(some)} for some in scripts]
    assert True in fires
    assert False in fires
