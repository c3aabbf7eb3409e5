"""Statements that touch no row make known what rows they are after, and are told at the end."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.statements import UNKNOWN
from alembic_mrt.roundtrip.untouched import Untouched

UPDATE = "UPDATE t SET a = 1 WHERE b = 'x' AND c = 'y'"
SELECT = "SELECT a FROM t WHERE b = 'x' AND c = 'y'"


@pytest.fixture
def untouched() -> Untouched:
    return Untouched("sqlite", ["alembic_version"])


@pytest.mark.parametrize(
    ("statement", "rows", "sought", "told"),
    [
        (UPDATE, 0, True, True),
        (UPDATE, 3, False, False),
        ("UPDATE t SET a = 1", 0, False, True),
        (SELECT, 0, True, False),
        (SELECT, UNKNOWN, True, False),
        ("SELECT a FROM t WHERE b = 'x'", UNKNOWN, False, False),
        ("UPDATE t SET a = 1 WHERE 0 = 1", 0, False, False),
        ("DELETE FROM alembic_version WHERE b = 'x'", 0, False, False),
    ],
)
def test_what_is_made_of_a_statement(
    untouched: Untouched, statement: str, rows: int, sought: bool, told: bool
) -> None:
    untouched.note([(statement, ())], {statement: rows}, up=True)
    assert list(untouched.told()) == [statement] * told
    assert untouched.choose() is sought


def test_rows_are_sought_once(untouched: Untouched) -> None:
    untouched.note([(UPDATE, ())], {UPDATE: 0}, up=True)
    assert untouched.choose()
    assert not untouched.choose()
    untouched.restart()
    untouched.note([(UPDATE, ())], {UPDATE: 2}, up=True)
    assert not list(untouched.told())


def test_one_step_of_several_is_enough(untouched: Untouched) -> None:
    untouched.note([(UPDATE, ())], {UPDATE: 0}, up=True)
    untouched.note([(UPDATE, ())], {UPDATE: 1}, up=False)
    assert not list(untouched.told())


def test_what_a_downgrade_asks_for_may_have_been_there_before(untouched: Untouched) -> None:
    untouched.note([(UPDATE, ())], {UPDATE: 3}, up=False)
    assert untouched.choose()


def test_what_no_row_can_hold_is_nobodys_fault(untouched: Untouched) -> None:
    untouched.note([(UPDATE, ())], {UPDATE: 0}, up=True)
    assert not list(untouched.told(lambda condition: condition.table == "t"))


def test_a_long_statement_is_cut(untouched: Untouched) -> None:
    statement = f"DELETE FROM t\n WHERE a = '{'x' * 200}'"
    untouched.note([(statement, ())], {}, up=True)
    (told,) = untouched.told()
    assert told.startswith("DELETE FROM t WHERE a = 'xxx")
    assert told.endswith("xxx...")


def test_a_row_that_meets_two_statements_is_sought_first(untouched: Untouched) -> None:
    first = "UPDATE t SET a = 1 WHERE b = 'x'"
    missed = "UPDATE t SET c = NULL WHERE c LIKE 'y%'"
    elsewhere = "UPDATE u SET a = 1 WHERE b = 'x'"
    untouched.note(
        [(first, ()), (missed, ()), (elsewhere, ())], {first: 2, missed: 0, elsewhere: 1}, up=True
    )
    assert untouched.choose()
    assert [c.expression for c in untouched.conditions] == [
        "(c LIKE 'y%') AND (b = 'x')", "(b = 'x')", "(b = 'x')", "(c LIKE 'y%')"
    ]  # fmt: skip
