"""Which tables are told of as seeded, and which are not and why."""

from __future__ import annotations

from pathlib import Path

from alembic_mrt.finding import NotSeeded
from alembic_mrt.roundtrip.tally import TableTally
from alembic_mrt.schema.objects import Schema, Table
from tests.roundtrip.test_seeds import A_LEVEL, A_PHONE, ROLES, USERS, tried


def tally(*tables: str) -> TableTally:
    made = TableTally()
    made.see(Schema.of(*(Table(name=name) for name in tables)), {(None, "f"): "it lives elsewhere"})
    return made


def test_a_table_that_was_empty_once_is_not_seeded() -> None:
    seen = tally("a", "b")
    seen.fill([(None, "a"), (None, "b")])
    for revision in ("1", "2"):
        seen.leave_empty(revision, {(None, "b"): "closed"})
    coverage = seen.coverage()
    assert coverage is not None
    assert (coverage.seeded, coverage.present) == (1, 2)
    assert coverage.not_seeded == (NotSeeded(table="b", reason="closed", revisions=("1", "2")),)


def test_new_rows_count_for_a_table_that_held_none_before() -> None:
    seen = tally("a", "b")
    seen.fill([(None, "a")])
    seen.leave_without_new_rows("1", {(None, "a"): "closed", (None, "b"): "closed"})
    coverage = seen.coverage()
    assert coverage is not None
    assert coverage.not_seeded == (NotSeeded(table="b", reason="closed", revisions=("1",)),)


def test_a_table_that_can_hold_no_rows_is_told_of_though_no_revision_touches_it() -> None:
    seen = tally("a", "f")
    seen.fill([(None, "a")])
    coverage = seen.coverage()
    assert coverage is not None
    assert coverage.not_seeded == (NotSeeded(table="f", reason="it lives elsewhere"),)


def test_without_a_trip_there_is_nothing_to_tell() -> None:
    assert TableTally().coverage() is None


def test_a_table_that_no_trip_needs_is_none_that_lacks_rows(tmp_path: Path) -> None:
    report = tried(tmp_path, "sqlite", {}, USERS, ROLES, A_PHONE, A_LEVEL, only=("r4",))
    assert report.tables is not None
    assert report.tables.sentence() == "Tables seeded: 1 of 1."


def test_all_tables_of_a_whole_run(tmp_path: Path) -> None:
    report = tried(tmp_path, "sqlite", {}, USERS, ROLES, A_PHONE)
    assert report.tables is not None
    assert report.tables.sentence() == "Tables seeded: 2 of 2."


def test_the_reason_stands_with_its_revision(tmp_path: Path) -> None:
    closed = (
        """op.execute(
        "CREATE TRIGGER no BEFORE INSERT ON roles BEGIN SELECT RAISE(ABORT, 'closed'); END"
    )""",
        'op.execute("DROP TRIGGER no")',
    )
    report = tried(tmp_path, "sqlite", {}, ROLES, closed, A_LEVEL)
    assert report.tables is not None
    assert report.tables.sentence() == "Tables seeded: 0 of 1 (not: roles at r3: closed)."
