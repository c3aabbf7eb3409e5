"""The report of an analysis: order, choice, coverage, and what a broken graph leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.analyzer.analyze import analyze
from alembic_mrt.finding import Report
from alembic_mrt.history import read
from alembic_mrt.history.graph import history_of

EMPTY = "def upgrade():\n    op.create_table('{0}')\n\n\ndef downgrade():\n    pass\n"
UNKNOWN = "def upgrade():\n    op.execute(open('/x').read())\n\n\ndef downgrade():\n    op.run()\n"


def report(
    folder: Path, bodies: dict[tuple[str, str | None], str], only: tuple[str, ...] | None = None
) -> Report:
    for (revision, parent), body in bodies.items():
        text = f'from alembic import op\n\nrevision = "{revision}"\ndown_revision = {parent!r}\n'
        (folder / f"{revision}.py").write_text(f"{text}\n\n{body.format('t_' + revision)}")
    return analyze(history_of(sorted(folder.glob("*.py"))), only=only)


def places(found: Report, code: str) -> list[tuple[str | None, int | None]]:
    return [
        (entry.revision, entry.location.line if entry.location else None)
        for entry in found.findings
        if entry.code == code
    ]


def test_findings_come_in_graph_order(tmp_path: Path) -> None:
    found = report(tmp_path, {("c", None): EMPTY, ("a", "c"): EMPTY, ("b", "a"): EMPTY})
    assert places(found, "MRT102") == [("c", 11), ("a", 11), ("b", 11)]
    assert (found.command, found.revisions) == ("mrt-check", 3)


def test_only_the_chosen_revisions_are_reported_but_all_are_replayed(tmp_path: Path) -> None:
    drop = "def upgrade():\n    op.drop_table('t_a')\n\n\ndef downgrade():\n    pass\n"
    found = report(tmp_path, {("a", None): EMPTY, ("b", "a"): drop}, only=("b",))
    assert places(found, "MRT102") == [("b", 11)]
    assert places(found, "MRT202")[0][0] == "b"
    assert found.revisions == 1


def test_faults_are_reported_whatever_is_chosen(tmp_path: Path) -> None:
    bodies = {("a", None): EMPTY, ("b", "a"): EMPTY, ("c", "a"): EMPTY}
    assert places(report(tmp_path, bodies, only=("b",)), "MRT501") == [("c", 4)]


def test_below_a_fault_what_needs_no_order_is_still_reported(tmp_path: Path) -> None:
    found = report(tmp_path, {("a", "b"): EMPTY, ("b", "a"): EMPTY, ("c", None): EMPTY})
    assert places(found, "MRT504") == [("a", 4)]
    assert sorted(revision for revision, _ in places(found, "MRT102") if revision) == list("abc")
    assert "2 revisions not replayed, because the graph is broken at or below: a, b." in (
        found.coverage
    )


def test_coverage_counts_what_was_not_analysed(tmp_path: Path) -> None:
    found = report(tmp_path, {("a", None): EMPTY, ("b", "a"): UNKNOWN})
    assert found.coverage[0].startswith("1 of 2 revisions fully analysed; not analysed: ")
    assert found.coverage[0].endswith(" in 1 revision.")
    assert places(found, "MRT902") == [("b", 8)]


def test_full_coverage_is_said_too(tmp_path: Path) -> None:
    assert report(tmp_path, {("a", None): EMPTY}).coverage == ("1 of 1 revision fully analysed.",)


def test_a_script_too_large_is_one_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "LARGEST", 400)
    found = report(tmp_path, {("a", None): EMPTY, ("b", "a"): EMPTY + "#" * 400})
    assert places(found, "MRT902") == [("b", 3)]
    assert places(found, "MRT102") == [("a", 11)]


def test_a_script_with_a_syntax_error_is_one_error(tmp_path: Path) -> None:
    found = report(tmp_path, {("a", None): EMPTY, ("b", "a"): "def upgrade(:\n"})
    assert places(found, "MRT901") == [("b", 7)]
    assert {entry.code for entry in found.findings if entry.revision == "b"} == {"MRT901"}


def test_expressions_nested_too_deeply_for_the_interpreter_are_a_note(tmp_path: Path) -> None:
    deep = "def upgrade():\n    op.execute(" + "-" * 1500 + "1)\n\n\ndef downgrade():\n    pass\n"
    found = report(tmp_path, {("a", None): deep})
    assert [revision for revision, _ in places(found, "MRT902")] == ["a"]


def test_suppressed_findings_are_gone_and_idle_comments_told(tmp_path: Path) -> None:
    body = EMPTY.replace("downgrade():", "downgrade():  # noqa: MRT102, MRT101")
    found = report(tmp_path, {("a", None): body})
    assert places(found, "MRT102") == []
    assert places(found, "MRT703") == [("a", 11)]


@pytest.mark.parametrize("dialect", [None, "sqlite", "postgresql"])
def test_the_dialect_is_reported(tmp_path: Path, dialect: str | None) -> None:
    (tmp_path / "a.py").write_text('revision = "a"\ndown_revision = None\n')
    assert analyze(history_of([tmp_path / "a.py"]), dialect).extra == (
        {"dialect": dialect} if dialect else {}
    )
