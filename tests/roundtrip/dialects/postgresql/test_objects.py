"""The round trip sees what a downgrade leaves behind, loses or changes, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from alembic_mrt.config import MRTConfig
from benchmarks.objects import count, main
from tests.roundtrip.dialects.postgresql.histories import execute, round_trip
from tests.roundtrip.dialects.postgresql.objects import examples
from tests.roundtrip.dialects.postgresql.objects.example import (
    OF_SCHEMA,
    ROLES,
    Example,
    Outcome,
    servers,
    trip,
)
from tests.roundtrip.dialects.postgresql.objects.rewrites import REWRITES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.postgresql

CASES = ("leftover_seen", "loss_seen", "faithful_silent")


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """Keep what was said of an example, of which several tests look at a part."""
    return {}


@pytest.mark.parametrize(
    ("example", "case"),
    [pytest.param(e, c, id=f"{e.name}-{c}") for e, c in product(examples(), CASES)],
)
def test_every_class(
    outcomes: dict[str, Outcome], example: Example, case: str, tmp_path: Path
) -> None:
    newest = servers()[-1]
    if example.since > newest.major:
        pytest.skip(f"no server here knows it: that takes PostgreSQL {example.since}")
    if example.name not in outcomes:
        outcomes[example.name] = trip(example, tmp_path, newest)
    outcome = outcomes[example.name]
    assert getattr(outcome, case), outcome


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite[0])
def test_what_the_server_writes_in_its_own_way_is_no_difference(
    rewrite: tuple[str, str, str, str], tmp_path: Path
) -> None:
    _, before, undo, again = rewrite
    setup = tmp_path / "setup.sql"
    setup.write_text(f"{ROLES}{before}", encoding="utf-8")
    steps = (execute(undo), execute(again))
    report = round_trip(tmp_path, steps, settings=MRTConfig(setup=setup))
    (result,) = report.results
    assert [f.message for f in result.findings if f.code in OF_SCHEMA] == []
    assert not result.verdict.value.startswith(("upgrade", "re-upgrade", "schema"))


def test_columns_in_another_order_are_a_note(tmp_path: Path) -> None:
    made = execute("CREATE TABLE t (a int, b text)"), execute("DROP TABLE t")
    moved = (
        execute("ALTER TABLE t ADD c int", "ALTER TABLE t DROP c"),
        execute("ALTER TABLE t RENAME a TO x", "ALTER TABLE t ADD a int",
                "UPDATE t SET a = x", "ALTER TABLE t DROP x"),
    )  # fmt: skip
    result = round_trip(tmp_path, made, moved).results[1]
    assert result.verdict.value == "reversible", result.failure_summary()


def test_there_are_enough_classes() -> None:
    names = [example.name for example in examples()]
    assert len(set(names)) == len(names) >= 27


def test_the_command_prints_a_line_for_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "storage option", "--jobs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[3].split() == ["storage", "option", "yes", "yes", "yes"]
    assert lines[-1].split() == ["all", "classes", "1/1", "1/1", "1/1"]


def test_the_command_fails_on_what_is_missed_or_falsely_blamed() -> None:
    example = examples()[0]
    seen = Outcome(example, (example.left,), (example.lost,), (example.differs,), ())
    assert count([seen]) == 0
    assert count([replace(seen, left=())]) == 1
    assert count([replace(seen, lost=())]) == 1
    assert count([replace(seen, differs=())]) == 1
    assert count([replace(seen, faithful=("blamed",))]) == 1
