from __future__ import annotations

import re

import pytest

from alembic_mrt.roundtrip.conversions import readable
from alembic_mrt.roundtrip.demands import with_demands
from alembic_mrt.schema.objects import CheckConstraint, Column, Domain, EnumType, Schema, Table

TYPES = (
    EnumType(name="color", labels=("red", "it's")),
    Domain(name="mail", definition="text CONSTRAINT c CHECK ((VALUE ~~ '%@%') OR (VALUE = ''))"),
)


def conditions(was: str, becomes: str) -> list[str]:
    before = Column(table="t", name="x", type=was)
    after = Column(table="t", name="x", type=becomes)
    return [str(c.expression) for c in readable(before, after, Schema.of(*TYPES))]


@pytest.mark.parametrize(
    ("type_", "read", "refused"),
    [
        ("integer", ["7", "07", "123"], ["", "x", "1.5"]),
        ("numeric(10,2)", ["7"], ["x"]),
        ("date", ["2024-02-28", "2024-02-28 10:11"], ["2024-02-30", "today", "2024-02-28 1"]),
        ("timestamp with time zone", ["2024-02-28 10:11:12", "2024-02-28T10:11"], ["2024-02-28"]),
        ("time without time zone", ["10:11:12"], ["25:00:00"]),
        ("boolean", ["true", "yes"], ["maybe"]),
        ("uuid", ["0b6f5c9e-1b7a-4a6e-9d0e-7B1F2C3D4E5F"], ["0b6f5c9e"]),
        ("jsonb", ['{"abc": 7}'], ["abc"]),
    ],
)
def test_a_text_must_spell_a_value_of_the_new_type(
    type_: str, read: list[str], refused: list[str]
) -> None:
    (condition,) = conditions("character varying(40)", type_)
    pattern = condition.removeprefix('"x" ~ \'').removesuffix("'")
    assert all(re.search(pattern, text) for text in read)
    assert not any(re.search(pattern, text) for text in refused)


def test_a_text_must_be_a_label_or_meet_the_checks_of_a_domain() -> None:
    assert conditions("text", "color") == ["\"x\" IN ('red', 'it''s')"]
    assert conditions("text", "public.mail") == ["((\"x\" ~~ '%@%') OR (\"x\" = ''))"]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("text", "text"), ("text", "character(3)"), ("integer", "uuid"), ("text", "point")],
)
def test_other_changes_demand_nothing(was: str, becomes: str) -> None:
    assert conditions(was, becomes) == []


def test_rows_obey_what_a_new_type_reads() -> None:
    before = Schema.of(Table(name="t"), Column(table="t", name="x", type="text"))
    merged = with_demands(
        before, Schema.of(Table(name="t"), Column(table="t", name="x", type="uuid"))
    )
    assert [type(o) for o in merged if isinstance(o, CheckConstraint)] == [CheckConstraint]


def test_a_check_on_the_new_type_is_none_on_the_text() -> None:
    before = Schema.of(Table(name="t"), Column(table="t", name="x", type="text"))
    few = CheckConstraint(table="t", name="ck", expression="x < 9")
    after = Schema.of(Table(name="t"), Column(table="t", name="x", type="integer"), few)
    assert with_demands(before, after).get(few.key) is None
