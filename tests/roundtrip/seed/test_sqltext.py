import pytest

from alembic_mrt.roundtrip.seed.hints import hints_of
from alembic_mrt.roundtrip.seed.sqltext import (
    bare,
    columns_of,
    conjuncts,
    disjuncts,
    generating,
    inlined,
)

CONJUNCTS = {
    "a > 1": ("a > 1",),
    "((a > 1) AND (b < 2))": ("a > 1", "b < 2"),
    "a BETWEEN 1 AND 5 AND b = 2": ("a BETWEEN 1 AND 5", "b = 2"),
    "a = 1 OR b = 2 AND c = 3": ("a = 1 OR b = 2 AND c = 3",),
    "(a = 1 OR b = 2) AND c = 3": ("a = 1 OR b = 2", "c = 3"),
    "a = 'x AND y' AND b": ("a = 'x AND y'", "b"),
    "CASE WHEN a AND b THEN c END AND d": ("CASE WHEN a AND b THEN c END", "d"),
}


@pytest.mark.parametrize("expression", CONJUNCTS)
def test_conjuncts(expression: str) -> None:
    assert conjuncts(expression) == CONJUNCTS[expression]


def test_disjuncts() -> None:
    assert disjuncts("((a AND b) OR (c))") == ("(a AND b)", "(c)")


def test_columns_are_names_and_neither_strings_nor_functions() -> None:
    expression = """length("Na me") > 1 AND a = 'b' AND C IN (1) AND lower(a) <> ''"""
    names = ("length", "Na me", "a", "b", "c", "lower")
    assert columns_of(expression, names) == ("Na me", "a", "c")


def test_columns_that_differ_in_capitals_alone_are_told_apart() -> None:
    assert columns_of('"ID" > id', ("Id", "id", "ID")) == ("id", "ID")
    assert columns_of("ID > 1", ("Id",)) == ("Id",)


def test_bare() -> None:
    assert bare("CHECK ((a > 0)) NOT VALID") == "(a > 0)"
    assert bare("a > 0") == "a > 0"
    assert bare("(a > 0) NO INHERIT") == "(a > 0)"


def test_generated_columns_are_put_in() -> None:
    assert generating("(a % 10) STORED") == "(a % 10)"
    assert inlined("\"B\" > 1 AND b < 'b'", {"b": "a + 1"}) == "(a + 1) > 1 AND (a + 1) < 'b'"


def test_hints() -> None:
    hints = hints_of("a LIKE 'x%' AND b = ANY (ARRAY['p', 'q']) AND c > -5 AND d ~ '^z' ")
    assert hints.likes == ("x%",)
    assert hints.strings == ("p", "q")
    assert hints.numbers == ("-5",)
    assert hints.regexes == ("^z",)
    assert hints.lengths == ()
    assert hints_of("length(a) = 3").lengths == (3,)
    assert hints_of("a ~ similar_to_escape('x_'::text)").similar == ("x_",)
