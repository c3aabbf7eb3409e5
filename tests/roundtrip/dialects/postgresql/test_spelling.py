"""Expressions that the server spells in two ways are compared in one."""

import pytest

from alembic_mrt.roundtrip.dialects.postgresql.spelling import in_one_spelling, spelled
from alembic_mrt.schema.difference import difference
from alembic_mrt.schema.objects import CheckConstraint, Index, Schema

ALL = (
    "((name)::text = ANY ((ARRAY['it''s'::character varying, 'b, c'::character varying])::text[]))"
)
EACH = (
    "((name)::text = ANY (ARRAY[('it''s'::character varying)::text, "
    "('b, c'::character varying)::text]))"
)


def test_both_spellings_become_one() -> None:
    assert in_one_spelling(ALL) == in_one_spelling(EACH)
    assert in_one_spelling(ALL) == "((name)::text = ANY (ARRAY['it''s'::text, 'b, c'::text]))"


@pytest.mark.parametrize(
    "expression",
    [
        "(name = 'a'::character varying)",
        "ARRAY['a'::character varying]",
        "('{a}'::character varying)::text[]",
        "((ARRAY['a'::character varying, name])::text[])",
    ],
)
def test_other_casts_stay(expression: str) -> None:
    assert in_one_spelling(expression) == expression


def test_a_value_more_is_a_difference() -> None:
    less = EACH.replace(", ('b, c'::character varying)::text", "")
    before, after = (
        Schema.of(CheckConstraint(table="t", name="c", expression=e)) for e in (ALL, less)
    )
    assert difference(spelled(before), spelled(after))


def test_a_schema_without_any_is_the_same_one() -> None:
    schema = Schema.of(Index(table="t", name="i", columns=("a",), where="(a > 1)"))
    assert spelled(schema) is schema


@pytest.mark.parametrize(
    ("nested", "flat"),
    [
        ("(((a >= 1) AND (a <= 2)) AND (b OR c))", "((a >= 1) AND (a <= 2) AND (b OR c))"),
        ("((a OR (b OR c)) OR (d AND e))", "(a OR b OR c OR (d AND e))"),
        ("((x = ') AND ('::text) OR ((y) OR (z)))", "((x = ') AND ('::text) OR (y) OR (z))"),
    ],
)
def test_and_in_and_is_one(nested: str, flat: str) -> None:
    assert in_one_spelling(nested) == flat
    assert in_one_spelling(flat) == flat


@pytest.mark.parametrize("other", ["(NOT (a AND b))", "((a AND b) OR c)", "(a AND b) OR (c)"])
def test_and_in_another_word_stays(other: str) -> None:
    assert in_one_spelling(other) == other
