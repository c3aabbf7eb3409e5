"""Every script below tests/rules says in a comment what is to be found on its lines.

An example is a script, or a folder of scripts that make up a history. A folder ``before`` in it
holds what its scripts were at the commit that the run compares with, ``ahead`` those that this
commit's branch has got since. Of the rule whose folder it
lies in it must raise exactly the findings that it announces (``# expect: CODE severity``), of the
other rules at least those. A rule that is off by default is selected for its own examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.analyzer.rule import Rule, every_rule
from alembic_mrt.analyzer.selection import Selection
from alembic_mrt.history.graph import History, history_of
from alembic_mrt.history.script import RevisionScript
from alembic_mrt.history.since import Since

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


def found(scripts: list[Path], code: str) -> set[Found]:
    named = DIALECT.search(scripts[0].read_text(encoding="utf-8"))
    dialect, selection = named[1] if named else None, Selection(extend_select=(code,))
    history = history_of(scripts)
    report = analyze(history, dialect, selection=selection, since=since(history, scripts[0].parent))
    return {
        (finding.code, finding.severity.value, Path(where.file).name, where.line)
        for finding in report.findings
        if (where := finding.location) is not None
    }


def since(history: History, folder: Path) -> Since | None:
    """Return what git would tell of an example that shows other states of its scripts."""
    if not (folder / "before").is_dir():
        return None
    before = {script.revision: folder / "before" / script.path.name for script in _all(history)}
    edited = {name: path.read_bytes() for name, path in before.items() if path.exists()}
    changed = {n: c for n, c in edited.items() if c != history.scripts[n].content}
    return Since(
        reference="main",
        added=frozenset(history.scripts).difference(edited),
        edited=changed,
        ahead=tuple(_all(history_of(sorted(folder.glob("ahead/*.py"))))),
    )


def _all(history: History) -> Iterable[RevisionScript]:
    return history.scripts.values()


@pytest.mark.parametrize("example", examples(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_raises_what_it_announces(example: Path) -> None:
    scripts, code = scripts_of(example), example.parent.name
    seen, announced = found(scripts, code), expected(scripts)
    assert {entry for entry in seen if entry[0] == code} == {
        entry for entry in announced if entry[0] == code
    }
    assert announced <= seen


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.code)
def test_a_rule_has_examples_that_fire_and_examples_that_do_not(rule: Rule) -> None:
    code = rule.code
    scripts = [scripts_of(path) for path in examples() if path.parent.name == code]
    fires = [code in {entry[0] for entry in expected(some)} for some in scripts]
    assert True in fires
    assert False in fires
