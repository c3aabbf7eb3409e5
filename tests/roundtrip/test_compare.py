from collections.abc import Mapping, Sequence

import pytest

from alembic_mrt.finding import Severity
from alembic_mrt.roundtrip.compare import (
    compare_rows,
    row_findings,
    schema_findings,
    snapshot_findings,
)
from alembic_mrt.roundtrip.dialects.base import Row, Snapshot, TableName, TableRows
from alembic_mrt.schema.objects import Column, Schema, Table

USERS: TableName = (None, "users")


def users(*rows: Row, columns: str = "id status", key: str = "id") -> dict[TableName, TableRows]:
    return {USERS: TableRows(tuple(columns.split()), tuple(key.split()), rows)}


def messages(
    before: Mapping[TableName, TableRows], after: Mapping[TableName, TableRows]
) -> Sequence[tuple[str, str, str]]:
    findings = row_findings(compare_rows(before, after), "abc")
    assert {f.severity for f in findings} <= {Severity.ERROR}
    assert all(f.remedy and f.revision == "abc" for f in findings)
    return [(f.code, f.object, f.message) for f in findings]


ACTIVE = users(("1", "active"), ("2", "new"), ("3", None))


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(users(("3", None), ("1", "active"), ("2", "new")), id="another order"),
        pytest.param(
            users(("active", "1"), ("new", "2"), (None, "3"), columns="status id"),
            id="another order of columns",
        ),
        pytest.param(
            users(("1", "active", "x"), ("2", "new", "y"), ("3", None, "z"), columns="id status n"),
            id="a column left behind",
        ),
        pytest.param(users(("1",), ("2",), ("3",), columns="id"), id="a column that is gone"),
        pytest.param({**ACTIVE, (None, "other"): ACTIVE[USERS]}, id="a table left behind"),
    ],
)
def test_nothing_is_said_of_rows_that_are_the_same(after: dict[TableName, TableRows]) -> None:
    assert messages(ACTIVE, after) == []


def test_lost_rows() -> None:
    before = users(*((str(n), "x") for n in range(5)))
    after = users(("1", "x"), ("4", "x"))
    assert messages(before, after) == [
        ("MRT203", "users", "Table 'users': 3/5 rows lost after rollback, first where id = 0")
    ]


def test_rows_that_appeared() -> None:
    after = users(*ACTIVE[USERS].rows, ("9", "x"), ("it's", "x"))
    assert messages(ACTIVE, after) == [
        ("MRT205", "users", "Table 'users': 2 rows appeared after rollback, first where id = 9")
    ]


PEOPLE = users(("1", "ann", "x"), ("2", "bob", "y"), ("3", "cyd", "z"), columns="id name status")


def test_rows_that_are_numbered_anew_have_another_key_and_nothing_else() -> None:
    after = users(("1", "bob", "y"), ("2", "ann", "x"), ("3", "cyd", "z"), columns="id name status")
    assert messages(PEOPLE, after) == [
        (
            "MRT204",
            "users.id",
            "Table 'users': column 'id' value changed after rollback (expected 1, got 2) in 2 of "
            "3 rows, first where name = 'ann', status = 'x'",
        )
    ]


def test_a_row_that_came_back_under_another_key_is_not_lost() -> None:
    after = users(("9", "ann", "x"), ("2", "bob", "y"), ("3", "cyd", "z"), columns="id name status")
    ((code, name, message),) = messages(PEOPLE, after)
    assert (code, name) == ("MRT204", "users.id")
    assert "(expected 1, got 9) in 1 of 3 rows" in message


def test_a_row_that_came_back_with_another_value_too_is_lost() -> None:
    after = users(("9", "ann", "?"), ("2", "bob", "y"), ("3", "cyd", "z"), columns="id name status")
    assert [code for code, *_ in messages(PEOPLE, after)] == ["MRT203", "MRT205"]


def test_values_that_were_exchanged_are_told_as_such() -> None:
    after = users(("1", "new"), ("2", "active"), ("3", None))
    ((_, name, _),) = messages(ACTIVE, after)
    assert name == "users.status"


def test_a_changed_value() -> None:
    after = users(("1", "inactive"), ("2", "new"), ("3", None))
    assert messages(ACTIVE, after) == [
        (
            "MRT204",
            "users.status",
            "Table 'users': column 'status' value changed after rollback (expected 'active', "
            "got 'inactive') in 1 of 3 rows, first where id = 1",
        )
    ]


def test_each_changed_column_is_told_once() -> None:
    before = users(("1", "a", "b"), ("2", "c", "d"), columns="id x y")
    after = users(("1", "A", "B"), ("2", "C", "D"), columns="id x y")
    assert [(code, name) for code, name, _ in messages(before, after)] == [
        ("MRT204", "users.x"),
        ("MRT204", "users.y"),
    ]


@pytest.mark.parametrize("value", [None, "unknown"])
def test_values_that_did_not_come_back(value: str | None) -> None:
    after = users(("1", value), ("2", value), ("3", value))
    ((code, name, message),) = messages(ACTIVE, after)
    assert (code, name) == ("MRT201", "users.status")
    assert "column 'status' value changed after rollback (expected " in message
    assert "the values did not come back, all rows hold" in message


def test_one_value_that_changed_is_no_loss_of_the_column() -> None:
    ((code, _, _),) = messages(users(("1", "active")), users(("1", "inactive")))
    assert code == "MRT204"


def test_a_table_that_is_gone_with_its_rows() -> None:
    assert messages(ACTIVE, {}) == [
        ("MRT203", "users", "Table 'users': 3/3 rows lost after rollback: the table is gone")
    ]
    assert messages(users(), {}) == []


def test_a_key_that_is_gone_does_not_hide_a_change() -> None:
    after = users(("1", "inactive"), ("2", "new"), ("3", None), key="")
    assert [code for code, _, _ in messages(ACTIVE, after)] == ["MRT204"]


def test_a_key_that_no_longer_tells_rows_apart() -> None:
    after = users(("1", "active"), ("1", "active"), ("2", "new"), ("3", None))
    assert [code for code, _, _ in messages(ACTIVE, after)] == ["MRT205"]


def keyless(*rows: Row) -> dict[TableName, TableRows]:
    return users(*rows, key="")


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        ([("1", "a"), ("1", "a"), ("2", "b")], []),
        ([("2", "b"), ("1", "a"), ("1", "a")], []),
        ([("1", "a"), ("2", "b")], ["MRT203"]),
        ([("1", "a"), ("1", "a"), ("2", "b"), ("2", "b")], ["MRT205"]),
        ([("1", "a"), ("1", "a"), ("2", "B")], ["MRT204"]),
        ([("1", "A"), ("1", "a"), ("2", "b")], ["MRT204"]),
        ([("1", None), ("1", None), ("2", None)], ["MRT201"]),
        ([("1", "b"), ("1", "a"), ("2", "a")], ["MRT203", "MRT205"]),
    ],
)
def test_rows_without_a_key(after: list[Row], codes: list[str]) -> None:
    before = keyless(("1", "a"), ("1", "a"), ("2", "b"))
    assert [code for code, _, _ in messages(before, keyless(*after))] == codes


def test_a_composite_key_names_the_row() -> None:
    before = users(("1", "x", "a"), ("1", "y", "b"), columns="org code note", key="org code")
    after = users(("1", "x", "a"), ("1", "y", None), columns="org code note", key="org code")
    ((_, _, message),) = messages(before, after)
    assert message.endswith("first where org = 1, code = 'y'")


def test_long_values_are_cut_where_they_differ() -> None:
    before, after = users(("1", "x" * 500 + "old")), users(("1", "x" * 500 + "new"))
    ((_, _, message),) = messages(before, after)
    assert len(message) < 200
    assert "old'" in message
    assert "new'" in message


def test_another_schema_is_named() -> None:
    name: TableName = ("app", "users")
    before, after = {name: ACTIVE[USERS]}, {name: users(("1", "active"), ("2", "new"))[USERS]}
    assert messages(before, after) == [
        ("MRT203", "app.users", "Table 'app.users': 1/3 rows lost after rollback, "
         "first where id = 3")
    ]  # fmt: skip


def test_values_of_sqlite_are_literals_already() -> None:
    before, after = users(("1", "'it''s'")), users(("1", "X'00'"))
    ((_, _, message),) = messages(before, after)
    assert "(expected 'it''s', got X'00')" in message


def snapshot(
    *columns: str, rows: dict[TableName, TableRows] | None = None, behind: str = ""
) -> Snapshot:
    owned = [Column(table="users", name=name, type="TEXT") for name in columns]
    schema = Schema.of(Table(name="users"), *owned)
    return Snapshot(schema, rows or {}, frozenset(behind.split()))


def test_a_snapshot_is_compared_in_schema_rows_and_sequences() -> None:
    before = snapshot("id", "status", "phone", rows=ACTIVE, behind="orders.id")
    after = snapshot(
        "id", "status", rows=users(("1", "active"), ("2", "new")), behind="orders.id users.id"
    )
    found = snapshot_findings(before, after, "abc")
    assert [(f.code, f.object) for f in found] == [
        ("MRT302", "users.phone"),
        ("MRT203", "users"),
        ("MRT206", "users.id"),
    ]
    assert found[:1] == schema_findings(before.schema, after.schema, "abc")
    assert snapshot_findings(before, before, "abc") == ()


def test_rows_that_cannot_be_read_any_more_are_not_lost() -> None:
    before, after = snapshot("id", "status", rows=ACTIVE), snapshot("id", "status")
    assert snapshot_findings(before, after, "abc") == ()


def test_a_table_under_another_name_lost_no_rows() -> None:
    before = snapshot("id", "status", rows=ACTIVE)
    columns = (Column(table="people", name=name, type="TEXT") for name in ("id", "status"))
    schema = Schema.of(Table(name="people"), *columns)
    for rows, codes in ((ACTIVE[USERS], ["MRT303"]), (users()[USERS], ["MRT303", "MRT203"])):
        after = Snapshot(schema, {(None, "people"): rows})
        assert [f.code for f in snapshot_findings(before, after, "abc")] == codes
