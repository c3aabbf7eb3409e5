from __future__ import annotations

from dataclasses import replace

from alembic_mrt.schema.buckets import Buckets
from alembic_mrt.schema.objects import Column, EnumType, ForeignKey, Schema, Table

USERS = Table(name="users")
POSTS = Table(name="posts")
ID = Column(table="users", name="id", position=2)
FIRST = Column(table="users", name="first", position=1)


def test_a_schema_is_never_changed_in_place() -> None:
    empty = Schema()
    one = empty.add(USERS, ID)
    two = one.remove(ID.key)
    assert (len(empty), len(one), len(two)) == (0, 2, 1)
    assert two.add(ID) == one


def test_tables_that_an_operation_does_not_touch_are_shared() -> None:
    before = Schema.of(USERS, ID, POSTS)
    after = before.add(FIRST)
    assert after.buckets.bucket(("", "posts")) is before.buckets.bucket(("", "posts"))
    assert before.buckets.differing(after.buckets) == [("", "users")]


def test_what_was_looked_for_before_a_change_is_looked_for_anew_after_it() -> None:
    before = Buckets.of([USERS, ID])
    assert before.bucket(("", "users")).of_kind(Column) == (ID,)
    after = before.adding([FIRST])
    assert after.bucket(("", "users")).of_kind(Column) == (ID, FIRST)
    assert after.removing([ID.key, FIRST.key]).bucket(("", "users")).of_kind(Column) == ()
    assert before.bucket(("", "users")).of_kind(Column) == (ID,)


def test_a_plain_mapping_becomes_buckets() -> None:
    schema = Schema({o.key: o for o in (USERS, ID, EnumType(name="mood"))})
    assert schema == Schema.of(EnumType(name="mood"), ID, USERS)
    assert schema.get(ID.key) is ID
    assert schema.get(FIRST.key) is None


def test_the_objects_of_a_table_come_columns_first_in_their_order() -> None:
    assert Schema.of(ID, USERS, FIRST).of_table("users") == (FIRST, ID)
    assert Schema.of(ID, USERS).table("users") is USERS
    assert Schema.of(ID, USERS).table("posts") is None


def test_an_empty_bucket_leaves_nothing_behind() -> None:
    assert list(Buckets.of([USERS]).removing([USERS.key]).names()) == []


KEY = ForeignKey(table="posts", name="fk", columns=("user_id",), referred_table="users")


def test_objects_are_found_by_what_they_lead_to() -> None:
    before = Buckets.of([USERS, POSTS, KEY])
    assert list(before.under(ForeignKey.kind, "users")) == [KEY]
    moved = replace(KEY, referred_table="people")
    after = before.adding([moved])
    assert list(after.under(ForeignKey.kind, "users")) == []
    assert list(after.under(ForeignKey.kind, "people")) == [moved]
    assert list(after.removing([KEY.key]).under(ForeignKey.kind, "people")) == []
    assert list(before.under(ForeignKey.kind, "users")) == [KEY]


def test_tables_are_found_whatever_the_case_of_their_names() -> None:
    before = Buckets.of([Table(name="Users"), POSTS])
    assert before.named_like(("", "USERS")) == ("", "Users")
    gone = before.removing([Table(name="Users").key])
    assert gone.named_like(("", "users")) is None
    assert gone.adding([USERS]).named_like(("", "USERS")) == ("", "users")


def test_an_index_that_was_made_is_what_one_made_anew_would_be() -> None:
    known = Buckets.of([USERS])
    assert list(known.under(ForeignKey.kind, "users")) == []
    grown = known.adding([POSTS, KEY])
    assert list(grown.under(ForeignKey.kind, "users")) == list(
        Buckets.of(grown.objects()).under(ForeignKey.kind, "users")
    )


def test_tables_of_one_name_are_sorted() -> None:
    schema = Schema.of(Table(name="users", schema="b"), Table(name="USERS"), USERS, POSTS)
    assert [table.label for table in schema.tables_like("Users")] == ["USERS", "users", "b.users"]
