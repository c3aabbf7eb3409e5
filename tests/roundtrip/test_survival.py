"""What becomes of rows that were written after the upgrade: kept, lost, changed."""

from __future__ import annotations

from dataclasses import replace

from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows
from alembic_mrt.roundtrip.excuses import comes_again, is_carried
from alembic_mrt.roundtrip.new_row_difference import NewRowDifference, Origin
from alembic_mrt.roundtrip.seed.upgraded import Renames
from alembic_mrt.roundtrip.survival import new_row_differences
from alembic_mrt.schema.objects import Column, Schema, Table

USERS: TableName = (None, "users")
OLD: Row = ("1", "ann")


def snapshot(
    *rows: Row,
    table: TableName = USERS,
    columns: tuple[str, ...] = ("id", "name"),
    key: tuple[str, ...] = ("id",),
) -> Snapshot:
    return Snapshot(Schema(), {table: TableRows(columns, key, rows)})


def differences(
    written: Snapshot, back: Snapshot, renames: Renames | None = None
) -> list[NewRowDifference]:
    upgraded = {name: TableRows(r.columns, r.key, (OLD,)) for name, r in written.rows.items()}
    before = Snapshot(Schema(), upgraded)
    return list(new_row_differences(snapshot(OLD), before, written, back, renames or Renames()))


def test_a_new_row_that_is_kept() -> None:
    both = snapshot(OLD, ("7", "bob"))
    assert differences(both, both) == []


def test_a_key_that_has_become_a_text_names_the_same_row() -> None:
    assert differences(snapshot(OLD, ("'7'", "bob")), snapshot(OLD, ("7", "bob"))) == []


def test_a_new_row_that_is_lost() -> None:
    (found,) = differences(snapshot(OLD, ("7", "bob"), ("8", "cyd")), snapshot(OLD, ("8", "cyd")))
    assert (found.change, found.count, found.total) == ("lost", 1, 2)
    assert found.key == (("id", "7"),)


def test_a_value_of_a_new_row_that_has_changed() -> None:
    (found,) = differences(snapshot(OLD, ("7", "bob")), snapshot(OLD, ("7", None)))
    assert (found.change, found.column, found.written, found.got) == (
        "changed",
        "name",
        "bob",
        None,
    )
    assert found.object == "users.name"


def test_a_table_and_a_column_under_new_names() -> None:
    people: TableName = (None, "people")
    renames = Renames({people: USERS}, {people: {"title": "name"}})
    written = snapshot(OLD, ("7", "bob"), table=people, columns=("id", "title"))
    assert differences(written, snapshot(OLD, ("7", "bob")), renames) == []
    (found,) = differences(written, snapshot(OLD, ("7", "x")), renames)
    assert found.table == USERS
    assert found.column == "name"
    assert found.origin == Origin(people, (("id", "7"),), "title")


def test_a_table_that_the_revision_made_loses_its_rows_rightly() -> None:
    made: TableName = (None, "made")
    assert differences(snapshot(OLD, ("7", "bob"), table=made), snapshot(OLD)) == []


def test_rows_without_a_key_are_followed_to_those_that_are_most_like_them() -> None:
    written = snapshot(OLD, ("7", "bob"), ("7", "bob"), key=())
    (found,) = differences(written, snapshot(OLD, ("7", "bob"), key=()))
    assert (found.change, found.count, found.total) == ("lost", 1, 2)
    (gone,) = differences(written, snapshot(OLD, ("8", "x"), ("9", "y"), key=()))
    assert (gone.change, gone.count, gone.total) == ("lost", 2, 2)
    (changed,) = differences(written, snapshot(("7", "x"), OLD, ("7", "bob"), key=()))
    assert (changed.change, changed.column, changed.written, changed.got) == (
        "changed",
        "name",
        "bob",
        "x",
    )
    assert changed.key == (("id", "7"),)


def test_a_value_that_the_next_upgrade_gives_back() -> None:
    (found,) = differences(snapshot(OLD, ("7", "bob")), snapshot(OLD, ("7", None)))
    assert comes_again(found, snapshot(OLD, ("7", "bob")))
    assert not comes_again(found, snapshot(OLD, ("7", "BOB")))
    assert not comes_again(found, snapshot(OLD))


FINITE: Row = ("1", "5", "finite")
POINTS = ("id", "value", "kind")


def points(*rows: Row) -> Snapshot:
    return snapshot(FINITE, *rows, columns=POINTS)


def changed(row: Row, declared: Schema | None = None) -> NewRowDifference:
    """Return what became of a new row whose value the downgrade set to 99."""
    written, start = points(row), snapshot(FINITE[:2], columns=POINTS[:2])
    back = snapshot(FINITE[:2], (str(row[0]), "99"), columns=POINTS[:2])
    upgraded = replace(points(), declared=declared or Schema())
    (found,) = new_row_differences(start, upgraded, written, back, Renames())
    return found


def test_a_value_may_carry_what_a_new_column_held() -> None:
    found = changed(("7", "6", "infinite"))
    assert found.made == (("kind", "infinite"),)
    assert is_carried(found, points(("7", None, "infinite"), ("8", "6", "finite")))
    assert not is_carried(found, points(("7", "99", "finite")))
    assert not is_carried(found, points())


def test_what_every_row_has_in_a_new_column_was_not_carried() -> None:
    found = changed(("7", "6", "finite"))
    assert not is_carried(found, points(("7", "99", "finite")))


def with_kind(type_: str, generated: str | None = None) -> Schema:
    column = Column(table="users", name="kind", type=type_, generated=generated)
    return Schema.of(Table(name="users"), column)


def test_what_is_computed_in_a_new_column_was_not_carried() -> None:
    row: Row = ("7", "6", "infinite")
    found = changed(row, with_kind("TEXT", "upper(id)"))
    assert not is_carried(found, points(("7", "99", "infinite"), ("8", "6", "finite")))


def test_a_document_comes_again_in_any_spelling() -> None:
    row: Row = ("7", "6", '{"a": 1, "b": 2}')
    again = points(("7", None, '{"b":2,"a":1}'), ("8", "6", "{}"), ("9", "6", "{}"))
    assert is_carried(changed(row, with_kind("JSON")), again)
    assert not is_carried(changed(row, with_kind("TEXT")), again)


def test_where_no_column_is_new_nothing_was_carried() -> None:
    (found,) = differences(snapshot(OLD, ("7", "bob")), snapshot(OLD, ("7", None)))
    assert not is_carried(found, snapshot(OLD, ("7", None)))
