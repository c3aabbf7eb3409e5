"""What a statement asks of rows, read from its text and parameters."""

from __future__ import annotations

from uuid import UUID

import pytest

from alembic_mrt.roundtrip.conditions import conditions


@pytest.mark.parametrize(
    ("statement", "parameters", "dialect", "expected"),
    [
        (
            "UPDATE t AS u SET a = %(a)s FROM o WHERE u.b = %(b)s AND c = 'it''s' AND u.id = o.id",
            {"a": 1, "b": "x"},
            "postgresql",
            [("t", "(b = 'x') AND (c = 'it''s')", 2)],
        ),
        ("DELETE FROM s.t WHERE a LIKE 'x%'", None, "postgresql", [("t", "(a LIKE 'x%')", 1)]),
        (
            "DELETE FROM t WHERE a = ? AND id IN (SELECT id FROM o WHERE b > ?)",
            ("?", 3),
            "sqlite",
            [("t", "(a = '?')", 1), ("o", "(b > 3)", 1)],
        ),
        (
            "INSERT INTO made (a) SELECT t.a FROM t WHERE t.b IS NULL AND t.c = $1",
            (UUID(int=1),),
            "postgresql",
            [("t", "(b IS NULL) AND (c = '00000000-0000-0000-0000-000000000001')", 2)],
        ),
        (
            "SELECT t.id FROM t WHERE t.a = %s OR t.b",
            [(True,), (False,)],
            "postgresql",
            [("t", "(a = TRUE OR b)", 1)],
        ),
        ("UPDATE t SET a = 1", (), "sqlite", []),
        ("UPDATE t SET a = 1 WHERE EXISTS (SELECT 1 FROM o)", (), "sqlite", []),
        ("UPDATE t SET a = 1 WHERE b = ?", (b"\0",), "sqlite", []),
        ("UPDATE t SET a = 1 WHERE (b", (), "sqlite", []),
        (f"UPDATE t SET a = 1 WHERE {'NOT ' * 600}b", (), "postgresql", []),
    ],
)
def test_what_is_asked(
    statement: str, parameters: object, dialect: str, expected: list[tuple[str, str, int]]
) -> None:
    found = conditions([(statement, parameters)], dialect)
    assert [(c.table, c.expression, c.parts) for c in found] == expected


@pytest.mark.parametrize(
    ("written", "table", "same"),
    [
        ("t", (None, "T"), True),
        ("public.t", (None, "t"), True),
        ("t", ("billing", "t"), True),
        ("billing.t", ("billing", "t"), True),
        ("billing.t", (None, "t"), False),
        ("u", (None, "t"), False),
    ],
)
def test_which_table_is_meant(written: str, table: tuple[str | None, str], same: bool) -> None:
    (condition,) = conditions([(f"DELETE FROM {written} WHERE a = 1", ())], "postgresql")
    assert condition.is_on(table) is same


@pytest.mark.parametrize(
    ("where", "nulls", "plain"),
    [
        ("a = 1", [], True),
        ("a IS NULL", ["a"], True),
        ('"A b" IS NULL AND c = 2', ["A b"], False),
        ("a IS NOT NULL", [], True),
        ("a IS NULL OR b = 1", [], False),
        ("a LIKE 'x%'", [], False),
    ],
)
def test_what_kind_of_condition_it_is(where: str, nulls: list[str], plain: bool) -> None:
    (condition,) = conditions([(f"DELETE FROM t WHERE {where}", ())], "postgresql")
    assert (list(condition.nulls()), condition.is_plain) == (nulls, plain)


def test_code_that_the_server_runs_is_read_too() -> None:
    block = (
        "DO $$ BEGIN DELETE FROM t WHERE a = 1 AND b = 2; UPDATE u SET c = 1 WHERE d = 3; END $$"
    )
    found = conditions([(block, None)], "postgresql")
    assert [(c.table, c.expression) for c in found] == [
        ("t", "(a = 1) AND (b = 2)"),
        ("u", "(d = 3)"),
    ]
