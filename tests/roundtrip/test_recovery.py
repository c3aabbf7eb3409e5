"""What a failing revision costs: the way back to where it began, and no replay of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.config import Config

from alembic_mrt.config import MRTConfig
from alembic_mrt.history.graph import read_history
from alembic_mrt.roundtrip.database import Database
from alembic_mrt.roundtrip.dialects import dialect_for
from alembic_mrt.roundtrip.runner import run
from benchmarks.synthetic import write_history

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from alembic_mrt.roundtrip.steps import GuardedStep

LENGTH = 24
UPGRADES_TO_A_CLONE = {"sqlite": 1, "postgresql": 10}
URLS = {
    "sqlite": "sqlite:///never-made.db",
    "postgresql": "postgresql://nobody@no-such-host.invalid/nothing",
}
FAULTS = {"raises": 'op.drop_table("absent")', "leaves_it_all": "pass"}


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each revision that is upgraded again to come back to a state."""
    noted: list[str] = []
    original = Database.up_again

    def up_again(database: Database, revision: str) -> Generator[GuardedStep, None, None]:
        noted.append(revision)
        return original(database, revision)

    monkeypatch.setattr(Database, "up_again", up_again)
    return noted


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that the database gives way to a state that was kept."""
    noted: list[str] = []
    original = Database.restore

    def restore(database: Database, name: str) -> None:
        noted.append(name)
        original(database, name)

    monkeypatch.setattr(Database, "restore", restore)
    return noted


def lay_out(folder: Path, failing: set[int], fault: str) -> Config:
    write_history(folder, LENGTH)
    for number in failing:
        path = folder / "versions" / f"r{number:05}.py"
        kept = path.read_text(encoding="utf-8").partition("def downgrade():\n")
        path.write_text(f"{kept[0]}{kept[1]}    {fault}\n", encoding="utf-8")
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("dialect", "failing", "expected"),
    [
        ("sqlite", {3}, []),
        ("sqlite", {3, 19}, []),
        pytest.param("postgresql", {3}, [0, 1, 2], marks=pytest.mark.postgresql),
        # r00019 is cloned on the way back to it, and the next ones count from there.
        pytest.param(
            "postgresql", {19, 21}, [*range(10, 19), 19, 20], marks=pytest.mark.postgresql
        ),
    ],
)
def test_a_failing_revision_costs_no_replay(  # noqa: PLR0917
    dialect: str,
    failing: set[int],
    expected: list[int],
    fault: str,
    replayed: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", URLS[dialect])
    monkeypatch.setattr(
        type(dialect_for(dialect)), "upgrades_to_a_clone", UPGRADES_TO_A_CLONE[dialect]
    )
    config = lay_out(tmp_path, failing, FAULTS[fault])
    report = run(config, MRTConfig(), read_history(config))
    wrong = {number for number, r in enumerate(report.results) if r.verdict.fails}
    assert (len(report.results), wrong) == (LENGTH, failing)
    assert replayed == [f"r{number:05}" for number in expected]


LOSES = ("UPDATE t1 SET amount = 0", "SELECT 1")
REFUSES = ("ALTER TABLE t1 ADD CHECK (note <> name)", "ALTER TABLE t1 DROP CONSTRAINT t1_check")
UPGRADE = """\
def upgrade():
    op.execute("{}")


def downgrade():
    op.execute("{}")
"""


@pytest.mark.postgresql
@pytest.mark.parametrize(
    # What an upgrade demands is seen on empty tables, from which it is not taken back.
    ("statements", "verdict", "clones"),
    [(LOSES, "data lost", 0), (REFUSES, "reversible", 1)],
    ids=["loses values", "refuses rows"],
)
def test_no_clone_is_fetched_where_all_was_undone_to_the_letter(
    statements: tuple[str, str],
    verdict: str,
    clones: int,
    *,
    restored: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", URLS["postgresql"])
    config = lay_out(tmp_path, set(), "")
    path = tmp_path / "versions" / "r00008.py"
    head = path.read_text(encoding="utf-8").partition("def upgrade():")[0]
    path.write_text(head + UPGRADE.format(*statements), encoding="utf-8")
    report = run(config, MRTConfig(), read_history(config))
    told = {result.revision: result.verdict.value for result in report.results}
    assert told.pop("r00008") == verdict
    assert set(told.values()) == {"reversible"}
    assert len(restored) == clones
