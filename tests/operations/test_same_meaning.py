"""Expressions in PostgreSQL's own words, and casts that make others of them."""

from __future__ import annotations

import pytest

from alembic_mrt.operations.same_meaning import means_the_same
from alembic_mrt.schema.difference import Difference
from alembic_mrt.schema.objects import CheckConstraint

SAME = [
    ("age between 1 and 9", "age >= 1::numeric AND age <= 9::numeric"),
    ("n in (1, 2)", "n = ANY (ARRAY[1::numeric, 2::numeric])"),
    ("n not in (1, 2)", "n <> ALL (ARRAY[1::numeric, 2::numeric])"),
    ("k in ('a', 'b')", "k::text = ANY (ARRAY['a'::character varying, 'b'::varchar]::text[])"),
    ("k in ('a', 'b')", "k = ANY (ARRAY['a'::status, 'b'::status])"),
    ("k = 'a'", "(k = 'a'::bpchar)"),
    ("d >= '2020-01-01' or b", "((d >= '2020-01-01'::date) OR b)"),
    ("p > 0.5", "(p > 0.5::double precision)"),
    ("p > -1", "(p > (-1)::numeric)"),
    ("p * 2 > 1", "((p * 2::numeric) > 1::numeric)"),
    ("coalesce(p, 0) > 1", "COALESCE(p, 0::numeric) > 1::numeric"),
    ("lower(k) = 'a'", "lower(k::text) = 'a'::text"),
    ("y / 2 = 1", "y / 2::bigint = 1"),
]
OTHER = [
    ("x = 'a'", "x::char(1) = 'a'"),
    ("x = 'a'", "x::char = 'a'"),
    ("x = 'a'", "x::varchar(2) = 'a'"),
    ("x = 'abc'", "x = 'abc'::varchar(1)"),
    ("x = 'abc'", "x = 'abc'::char"),
    ("x in ('ab', 'b')", "x = ANY (ARRAY['ab', 'b']::varchar(1)[])"),
    ("y = 1", "y::int = 1"),
    ("a = b", "a::integer[] = b"),
    ("y / 2 = 1", "y / 2::numeric = 1"),
    ("y / 2 = 1", "y / '2'::numeric = 1"),
    ("y % 2 = 1", "y % 2::numeric = 1"),
    ("(y * 2) / 4 = 1", "(y * 2::numeric) / 4 = 1"),
    ("y = 1.7", "y = 1.7::int"),
    ("y = 0.1", "y = 0.1::real"),
    ("y = 1.25", "y = 1.25::numeric(2, 1)"),
    ("n in (1.5, 2.5)", "n = ANY (ARRAY[1.5, 2.5]::integer[])"),
    ("t > '2020-01-01 12:00'", "t > '2020-01-01 12:00'::date"),
    ("t > '2020-01-01 12:00:01.5'", "t > '2020-01-01 12:00:01.5'::timestamp(0)"),
]


def difference(old: str, new: str) -> Difference:
    one, other = (
        CheckConstraint(table="t", schema=None, name="ck", expression=text) for text in (old, new)
    )
    return Difference(change="changed", before=one, after=other, attribute="expression")


@pytest.mark.parametrize(("old", "new"), SAME)
def test_words_of_postgresql_mean_the_same(old: str, new: str) -> None:
    assert means_the_same(difference(old, new), "postgresql")
    assert means_the_same(difference(new, old), "postgresql")
    assert not means_the_same(difference(old, new), "sqlite")


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_cast_that_changes_the_meaning_is_seen(old: str, new: str) -> None:
    assert not means_the_same(difference(old, new), "postgresql")
    assert not means_the_same(difference(new, old), "postgresql")
