"""A test begins at a copy of the wanted state; the history is not replayed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from alembic_mrt.pytesting.environment import Environment
from tests.pytesting.conftest import Run

TESTS = """
import pytest


@pytest.mark.parametrize("time", range(3))
def test_at_the_same_revision(mrt, time):
    mrt.upgrade_to("c3")
    assert mrt.rows("books") == []
    mrt.seed("books", [{"title": "Emma"}])


def test_one_further(mrt):
    mrt.upgrade_to("d4")
    assert mrt.rows("books") == []


def test_right_below(mrt):
    with mrt.revision("d4") as trip:
        trip.seed("books", [{"title": "Emma"}])


def test_not_clean_any_more(mrt):
    mrt.upgrade_to("b2")
    mrt.seed("books", [{"title": "Emma"}])
    mrt.upgrade_to("c3")
    assert len(mrt.rows("books")) == 1
"""


def test_only_what_is_missing_is_upgraded(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded: list[list[str]] = []
    upgrade = Environment.upgrade

    def noting(self: Environment, revisions: list[str]) -> None:
        upgraded.append(list(revisions))
        upgrade(self, revisions)

    monkeypatch.setattr(Environment, "upgrade", noting)
    (project / "tests" / "test_migrations.py").write_text(TESTS, encoding="utf-8")
    run("tests").assert_outcomes(passed=6)
    assert upgraded == [["a1", "b2", "c3"], ["d4"], ["d4"], ["a1", "b2"], ["c3"]]


UUIDS = """
import uuid


def test_a_key_that_the_database_has_no_type_for(mrt):
    mrt.upgrade_to("head")
    key = uuid.uuid4()
    mrt.seed("shelves", [{"id": key, "code": key}])
    assert mrt.rows("shelves") == [{"id": key.hex, "code": str(key)}]
    mrt.upgrade_to("a1")
    assert mrt.current_revision == "d4"
"""


def test_rows_and_the_state_stay(project: Path, run: Run) -> None:
    columns = 'sa.Column("id", sa.Uuid, primary_key=True), sa.Column("code", sa.String(36))'
    script = project / "migrations" / "versions" / "d4_index.py"
    text = script.read_text(encoding="utf-8")
    up = f'def upgrade():\n    op.create_table("shelves", {columns})'
    script.write_text(text.replace("def upgrade():", up), encoding="utf-8")
    (project / "tests" / "test_migrations.py").write_text(UUIDS, encoding="utf-8")
    run("tests").assert_outcomes(passed=1)
