from __future__ import annotations

import pytest

from alembic_mrt.schema.difference import Difference, difference, notes
from alembic_mrt.schema.objects import (
    UNKNOWN,
    CheckConstraint,
    Column,
    EnumType,
    ForeignKey,
    Grant,
    Index,
    MaterializedView,
    PrimaryKey,
    Schema,
    SchemaObject,
    Sequence,
    Table,
    Trigger,
    UniqueConstraint,
    View,
)

USERS = Table(name="users")
ID = Column(table="users", name="id", type="INTEGER", nullable=False, position=1)
PHONE = Column(table="users", name="phone", type="VARCHAR(30)", position=2)
UNIQUE = UniqueConstraint(table="users", name="uq", columns=("phone",))
INDEX = Index(table="users", name="ix", columns=("phone",), where="phone is not null")
POSTS = Table(name="posts")
KEY = ForeignKey(
    table="posts", name="fk", columns=("user_id",), referred_table="users", referred_columns=("id",)
)
MOOD = EnumType(name="mood", labels=("good", "bad"))


def told(
    before: list[SchemaObject], after: list[SchemaObject]
) -> list[tuple[str, str, str | None]]:
    found = difference(Schema.of(*before), Schema.of(*after))
    return [(d.change, d.object, d.attribute) for d in found]


Told = list[tuple[str, str, "str | None"]]
CASES: dict[str, tuple[list[SchemaObject], list[SchemaObject], Told]] = {
    "nothing": ([USERS, ID, PHONE], [PHONE, USERS, ID], []),
    "table_left_behind_without_what_is_on_it": (
        [],
        [USERS, ID, INDEX, UNIQUE],
        [("left behind", "table users", None)],
    ),
    "table_not_restored_with_the_keys_to_it": (
        [USERS, ID, POSTS, KEY],
        [POSTS],
        [("not restored", "table users", None)],
    ),
    "sequence_goes_with_its_owner": (
        [USERS, Sequence(name="users_id_seq", owner="users.id")],
        [],
        [("not restored", "table users", None)],
    ),
    "index_and_privileges_go_with_their_view": (
        [MaterializedView(name="v"), Index(table="v", name="ux"), Grant(name="v")],
        [],
        [("not restored", "materialized view v", None)],
    ),
    "view_alone_keeps_its_index_in_the_account": (
        [MaterializedView(name="v"), Index(table="v", name="ux")],
        [MaterializedView(name="v")],
        [("not restored", "index ux", None)],
    ),
    "column_with_what_stands_on_it": (
        [USERS, ID],
        [USERS, ID, PHONE, UNIQUE, INDEX],
        [("left behind", "users.phone", None)],
    ),
    "attributes_one_by_one": (
        [USERS, Column(table="users", name="a", type="TEXT", nullable=False)],
        [USERS, Column(table="users", name="a", type="VARCHAR(3)")],
        [("changed", "users.a", "type"), ("changed", "users.a", "nullable")],
    ),
    "what_is_unknown_never_differs": (
        [Column(table="users", name="a", type=UNKNOWN, nullable=UNKNOWN)],
        [Column(table="users", name="a", type="TEXT", nullable=False)],
        [],
    ),
    "unknown_target_of_a_foreign_key": (
        [KEY],
        [ForeignKey(table="posts", name="fk", columns=("user_id",), referred_schema="x",
                    referred_columns=UNKNOWN)],
        [],
    ),
    "position_is_cosmetic": (
        [Column(table="users", name="a", type="TEXT", position=1)],
        [Column(table="users", name="a", type="TEXT", position=9)],
        [],
    ),
    "column_under_another_name_with_its_index": (
        [USERS, PHONE, INDEX],
        [
            USERS,
            Column(table="users", name="mobile", type="VARCHAR(30)", position=2),
            Index(table="users", name="ix", columns=("mobile",), where="phone is not null"),
        ],
        [("changed", "users.phone", "name")],
    ),
    "two_alike_columns_are_no_rename": (
        [USERS, PHONE],
        [
            USERS,
            Column(table="users", name="a", type="VARCHAR(30)"),
            Column(table="users", name="b", type="VARCHAR(30)"),
        ],
        [
            ("left behind", "users.a", None),
            ("left behind", "users.b", None),
            ("not restored", "users.phone", None),
        ],
    ),
    "constraint_under_another_name": (
        [USERS, UNIQUE],
        [USERS, UniqueConstraint(table="users", name="users_phone_key", columns=("phone",))],
        [("changed", "unique constraint uq", "name")],
    ),
    "index_under_another_name": (
        [USERS, Index(table="users", name="a", columns=("id",))],
        [USERS, Index(table="users", name="b", columns=("id",))],
        [("changed", "index a", "name")],
    ),
    "constraint_without_its_name": (
        [USERS, CheckConstraint(table="users", name="ck", expression="a > 0")],
        [USERS, CheckConstraint(table="users", expression="a > 0")],
        [("changed", "check constraint ck", "name")],
    ),
    "constraint_back_as_an_index": (
        [USERS, PHONE, UNIQUE],
        [USERS, PHONE, Index(table="users", name="uq", columns=("phone",), unique=True)],
        [("changed", "unique constraint uq", "kind")],
    ),
    "table_under_another_name": (
        [USERS, ID, PrimaryKey(table="users", name="pk", columns=("id",)), POSTS, KEY],
        [
            Table(name="user"),
            Column(table="user", name="id", type="INTEGER", nullable=False, position=1),
            PrimaryKey(table="user", name="pk", columns=("id",)),
            POSTS,
            ForeignKey(table="posts", name="fk", columns=("user_id",), referred_table="user",
                       referred_columns=("id",)),
        ],
        [("changed", "table users", "name")],
    ),
    "tables_of_which_nothing_is_known_are_not_the_same": (
        [Table(name="a")],
        [Table(name="b")],
        [("not restored", "table a", None), ("left behind", "table b", None)],
    ),
    "labels": (
        [MOOD],
        [EnumType(name="mood", labels=("bad", "good"))],
        [("changed", "enum type mood", "labels")],
    ),
    "order": (
        [],
        [
            View(name="a"),
            MOOD,
            Index(table="t", name="ix"),
            UniqueConstraint(table="t", name="uq"),
            Column(table="t", name="c"),
            Table(name="z"),
            Trigger(table="t", name="trg"),
        ],
        [
            ("left behind", "table z", None),
            ("left behind", "t.c", None),
            ("left behind", "unique constraint uq", None),
            ("left behind", "index ix", None),
            ("left behind", "enum type mood", None),
            ("left behind", "view a", None),
            ("left behind", "trigger trg on t", None),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_differences(case: str) -> None:
    before, after, expected = CASES[case]
    assert told(before, after) == expected


def test_the_order_does_not_depend_on_the_order_of_the_objects() -> None:
    before, after, expected = CASES["order"]
    assert told(before, list(reversed(after))) == expected


def test_a_difference_names_its_object_by_what_it_was() -> None:
    found = Difference(change="changed", before=UNIQUE, after=INDEX, attribute="kind")
    assert (found.kind, found.object) == ("unique constraint", "unique constraint uq")


def test_column_order_is_a_note() -> None:
    def place(name: str, position: int) -> Column:
        return Column(table="users", name=name, type="TEXT", position=position)

    before = Schema.of(USERS, place("a", 1), place("b", 2), place("c", 3))
    after = Schema.of(USERS, place("a", 1), place("c", 2), place("b", 3))
    assert not difference(before, after)
    assert notes(before, before) == ()
    assert notes(before, after) == (
        "Columns of table 'users' stand in another order after rollback: a, c, b (it was a, b, c)",
    )
