"""Which unique keys stand for others."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.seed.plan import Unique
from alembic_mrt.roundtrip.seed.sqltext import renamed, unordered

CODE = Unique(("code",))
LOWER = Unique(("code",), nulls=True, parts=("lower(code)",))
ANY_CASE = Unique(("code",), parts=('"code" COLLATE NOCASE',))
LIVE = Unique(("code",), where="live")
STRICT = Unique(("code",), nulls=True, strict=True)
BOTH = Unique(("code", "team"))


@pytest.mark.parametrize(
    ("one", "other", "implied"),
    [
        (CODE, CODE, True),
        (CODE, BOTH, True),
        (BOTH, CODE, False),
        (CODE, LIVE, True),
        (LIVE, CODE, False),
        (LIVE, Unique(("code",), where="live and paid"), False),
        (LOWER, CODE, False),
        (CODE, LOWER, False),
        (LOWER, LOWER, True),
        (ANY_CASE, CODE, True),
        (CODE, ANY_CASE, False),
        (STRICT, CODE, True),
        (CODE, STRICT, False),
    ],
)
def test_a_key_implies_another(one: Unique, other: Unique, *, implied: bool) -> None:
    assert one.implies(other) is implied


def test_what_is_compared_is_told_from_plain_columns() -> None:
    mixed = Unique(("team", "code"), parts=('"team"', "lower(code)"))
    assert (mixed.plain, mixed.odd) == (("team",), ("lower(code)",))
    assert CODE.is_plain
    assert not any(key.is_plain for key in (LOWER, ANY_CASE, LIVE, STRICT, mixed))


@pytest.mark.parametrize(
    ("part", "bare"),
    [
        ("code", "code"),
        ("code DESC NULLS LAST", "code"),
        ("lower(code) text_pattern_ops", "lower(code)"),
        ('code COLLATE "C" desc', 'code COLLATE "C"'),
    ],
)
def test_the_order_of_an_index_is_left_out(part: str, bare: str) -> None:
    assert unordered(part) == bare


def test_columns_get_new_names_and_strings_do_not() -> None:
    names = {"a": "b", "c": "The c"}
    sql = "a > 1 AND \"a\" <> 'a' AND c IS NULL"
    assert renamed(sql, names) == 'b > 1 AND "b" <> \'a\' AND "The c" IS NULL'
