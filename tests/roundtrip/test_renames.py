"""What bears another name after an upgrade: said by the schema, or shown by the rows."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows
from alembic_mrt.roundtrip.renames import renames
from alembic_mrt.schema.objects import Column, Schema, Table

RUN: TableName = (None, "run")
OLD = Column(table="run", name="started", type="TIMESTAMP", nullable=False)


def snapshot(column: Column, *rows: Row, columns: tuple[str, ...] = ()) -> Snapshot:
    schema = Schema.of(Table(name="run"), Column(table="run", name="id", type="INTEGER"), column)
    names = columns or ("id", str(column.name))
    return Snapshot(schema, {RUN: TableRows(names, ("id",), rows)})


BEFORE = snapshot(OLD, ("1", "monday"), ("2", "friday"), ("3", None))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        # the same but for its name, without any row
        (
            snapshot(Column(table="run", name="at", type="TIMESTAMP", nullable=False)),
            {"at": "started"},
        ),
        # NULL is allowed now: the rows tell
        (
            snapshot(
                Column(table="run", name="at", type="TIMESTAMP", nullable=True),
                ("3", None),
                ("1", "monday"),
                ("2", "friday"),
            ),
            {"at": "started"},
        ),
        # another value in a single row
        (
            snapshot(
                Column(table="run", name="at", type="TIMESTAMP", nullable=True),
                ("1", "monday"),
                ("2", "sunday"),
                ("3", None),
            ),
            {},
        ),
        # no row is left to tell
        (snapshot(Column(table="run", name="at", type="TIMESTAMP", nullable=True)), {}),
    ],
)
def test_a_column_that_changes_with_its_name(after: Snapshot, expected: dict[str, str]) -> None:
    assert renames(BEFORE, after).columns.get(RUN, {}) == expected


def test_one_value_in_all_rows_shows_nothing() -> None:
    before = snapshot(OLD, ("1", "monday"), ("2", "monday"))
    new = Column(table="run", name="day", type="TEXT", nullable=True)
    after = snapshot(new, ("1", "monday"), ("2", "monday"))
    assert renames(before, after).columns.get(RUN, {}) == {}


def test_two_copies_leave_it_open_which_is_the_one() -> None:
    new = Column(table="run", name="at", type="TEXT", nullable=True)
    rows = (("1", "monday", "monday"), ("2", "friday", "friday"), ("3", None, None))
    after = snapshot(new, *rows, columns=("id", "at", "copy"))
    assert renames(BEFORE, after).columns.get(RUN, {}) == {}
