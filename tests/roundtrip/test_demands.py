from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.demands import all_distinct, with_demands
from alembic_mrt.schema.objects import (
    CheckConstraint,
    Column,
    EnumType,
    ForeignKey,
    Index,
    Schema,
    SchemaObject,
    Table,
    UniqueConstraint,
)

BEFORE = (
    Table(name="users"),
    Column(table="users", name="id", nullable=False),
    Column(table="users", name="email"),
    Table(name="orders"),
    Column(table="orders", name="user_id"),
)
NEW = (Column(table="users", name="role"), Table(name="teams"), Column(table="teams", name="id"))


@pytest.mark.parametrize(
    ("demand", "obeyed"),
    [
        (UniqueConstraint(table="users", name="uq", columns=("email",)), True),
        (UniqueConstraint(table="users", name="uq", columns=("email", "role")), False),
        (Index(table="users", name="ix", columns=("email",), unique=True), True),
        (Index(table="users", name="ix", columns=("email",)), False),
        (CheckConstraint(table="users", name="ck", expression="email <> ''"), True),
        (CheckConstraint(table="users", name="ck", expression="email <> '' OR role = 'x'"), False),
        (
            ForeignKey(
                table="orders",
                name="fk",
                columns=("user_id",),
                referred_table="users",
                referred_columns=("id",),
            ),
            True,
        ),
        (
            ForeignKey(
                table="orders",
                name="fk",
                columns=("user_id",),
                referred_table="teams",
                referred_columns=("id",),
            ),
            False,
        ),
    ],
)
def test_rows_obey_demands_on_what_is_there(demand: SchemaObject, obeyed: bool) -> None:
    before = Schema.of(*BEFORE)
    merged = with_demands(before, Schema.of(*BEFORE, *NEW, demand))
    assert (merged.get(demand.key) is not None) is obeyed
    assert len(merged) == len(before) + obeyed


def test_a_new_not_null_is_obeyed() -> None:
    required = Column(table="users", name="email", nullable=False)
    merged = with_demands(Schema.of(*BEFORE), Schema.of(*BEFORE, required))
    assert merged.get(required.key) == required


def test_all_columns_are_distinct_but_those_that_refer() -> None:
    key = ForeignKey(
        table="orders",
        name="fk",
        columns=("user_id",),
        referred_table="users",
        referred_columns=("id",),
    )
    made = [o for o in all_distinct(Schema.of(*BEFORE, key)) if isinstance(o, UniqueConstraint)]
    assert {(o.table, o.columns) for o in made} == {("users", ("id",)), ("users", ("email",))}


@pytest.mark.parametrize(
    ("was", "becomes", "demanded"),
    [
        ("character varying(20)", "state", ["\"state\" IN ('new', 'it''s')"]),
        ("text", "shop.state", []),
        ("integer", "state", []),
        ("text", "character varying(5)", []),
    ],
)
def test_a_text_that_becomes_an_enum_is_one_of_its_labels(
    was: str, becomes: str, demanded: list[str]
) -> None:
    enum = EnumType(name="state", labels=("new", "it's"))
    before = Schema.of(Table(name="jobs"), Column(table="jobs", name="state", type=was))
    after = Schema.of(Table(name="jobs"), Column(table="jobs", name="state", type=becomes), enum)
    checks = [o for o in with_demands(before, after) if isinstance(o, CheckConstraint)]
    assert [check.expression for check in checks] == demanded
