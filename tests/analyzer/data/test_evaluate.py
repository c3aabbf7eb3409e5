from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast
from alembic_mrt.analyzer.data.evaluate import value_of
from alembic_mrt.analyzer.data.kinds import kind_of, refuses
from alembic_mrt.analyzer.data.parse import parsed


@pytest.mark.parametrize(
    ("sql", "held", "expected"),
    [
        ("lower(x)", "Ab C", "ab c"),
        ("trim(x)", " a ", "a"),
        ("left(x, 2)", "abc", "ab"),
        ("substr(x, 3)", "n:abc", "abc"),
        ("x / 2", 7, 3),
        ("x / 2.0", 7, Fraction(7, 2)),
        ("round(x)", Fraction(5, 2), 3),
        ("coalesce(x, '')", None, ""),
        ("case x when 'a' then 'b' else x end", "a", "b"),
        ("x in ('a', 'b') or y", "a", True),
        ("x between 1 and 9", 10, False),
        ("x is not null and x like 'a%'", "abc", True),
        ("x = 'b'", None, None),
        ("cast(x as varchar(2))", "abc", "ab"),
        ("not x", True, False),
        ("x not like 'a%'", "abc", False),
        ("x not like 'a%'", None, None),
        ("x ~ '^[0-9]+$'", "12", True),
        ("x !~ '^[0-9]+$'", "-2", True),
        ("case when x then 'a' else 'b' end", 1, "a"),
        ("x >= '2024-01-01 00:00:00+02:00'", dt.datetime(2023, 12, 31, 22), True),
        ("x < '2024-01-01 00:00:00+02:00'", dt.datetime(2023, 12, 31, 22), False),
    ],
)
def test_an_expression_has_the_value_that_a_database_gives_it(
    sql: str, held: Value, expected: Value
) -> None:
    assert value_of(parsed(sql), {"x": held}) == expected


@pytest.mark.parametrize(
    "sql",
    [
        "x ~ '[[:alpha:]]'",
        "x ~ '(a+)+'",
        "x ~ '('",
        "y",
        "x || y",
        "gen_random_uuid()",
        "x = (select 1)",
        "round(x, 400000)",
        "x * 1e999999999",
    ],
)
def test_what_cannot_be_told_is_not_guessed(sql: str) -> None:
    with pytest.raises(Unsure):
        value_of(parsed(sql), {"x": 1})


@pytest.mark.parametrize(
    "sql", [" or ".join(f"x = {n}" for n in range(5000)), "(" * 5000 + "x" + ")" * 5000]
)
def test_an_expression_that_is_nested_too_deeply_is_not_read(sql: str) -> None:
    assert parsed(sql) is None


def test_a_text_that_grows_without_end_is_left_alone() -> None:
    grown = "x"
    for _ in range(30):
        grown = f"replace({grown}, 'x', 'xxxxxxxxxx')"
    with pytest.raises(Unsure):
        value_of(parsed(grown), {"x": "x"})


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("INTEGER", "BIGINT", False),
        ("BIGINT", "INTEGER", True),
        ("VARCHAR(20)", "VARCHAR(10)", True),
        ("TEXT", "VARCHAR(10)", True),
        ("VARCHAR(10)", "TEXT", False),
        ("INTEGER", "VARCHAR(40)", False),
        ("BIGINT", "VARCHAR(10)", True),
        ("NUMERIC(12, 2)", "NUMERIC(6, 2)", True),
        ("NUMERIC(6, 2)", "NUMERIC(12, 4)", False),
        ("NUMERIC(12, 4)", "NUMERIC(10, 2)", True),
        ("TEXT", "INTEGER", True),
        ("TIMESTAMP", "DATE", False),
    ],
)
def test_a_type_refuses_what_it_cannot_hold(source: str, target: str, expected: bool) -> None:
    one, other = kind_of(source), kind_of(target)
    assert one is not None
    assert other is not None
    assert refuses(one, other) is expected


def test_a_database_refuses_a_longer_text_and_cuts_it_only_on_request() -> None:
    kind = kind_of("VARCHAR(3)")
    assert cast("abcd", kind, explicit=True) == "abc"
    with pytest.raises(Refused):
        cast("abcd", kind)


@pytest.mark.parametrize(
    ("held", "target", "expected"),
    [
        ("ab  ", "CHAR(10)", "ab"),
        ("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "UUID", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ('{"bb": 1, "c":  [true, {"b": 1, "a": null}]}', "JSONB",
         '{"c": [true, {"a": null, "b": 1}], "bb": 1}'),
        ('{"b": 1, "a":  2}', "JSON", '{"b": 1, "a":  2}'),
    ],
)  # fmt: skip
def test_a_type_spells_a_text_in_its_own_way(held: str, target: str, expected: str) -> None:
    assert cast(held, kind_of(target)) == expected


@pytest.mark.parametrize("target", ["UUID", "JSON", "JSONB"])
def test_a_type_refuses_a_text_that_it_cannot_read(target: str) -> None:
    with pytest.raises(Refused):
        cast("some text", kind_of(target))


@pytest.mark.parametrize(
    ("held", "target", "expected"),
    [
        (Fraction(123456789, 10000), "REAL", Fraction("12345.6787109375")),
        (Fraction(123456789, 10000), "DOUBLE PRECISION", Fraction(123456789, 10000)),
        (1234567, "REAL", 1234567),
        (0, "REAL", 0),
    ],
)
def test_a_real_has_four_bytes(held: Value, target: str, expected: Value) -> None:
    assert cast(held, kind_of(target)) == expected


def test_a_real_refuses_a_number_beyond_its_range() -> None:
    with pytest.raises(Refused):
        cast(10**39, kind_of("REAL"))
