from __future__ import annotations

from alembic_mrt.schema.buckets import Buckets
from alembic_mrt.schema.objects import Column, EnumType, Schema, Table

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
