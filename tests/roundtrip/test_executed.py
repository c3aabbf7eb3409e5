"""What the statements of a trip compare with or write, with the column beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from alembic_mrt.roundtrip.executed import Executed, is_data


def found(*sent: tuple[str, object]) -> dict[object, set[str]]:
    executed = Executed()
    executed.note(sent, up=True)
    return {value: set(columns) for value, columns in executed.found().items()}


@pytest.mark.parametrize(
    ("statement", "parameters", "literals"),
    [
        ("UPDATE t SET a=? WHERE t.b = ?", ("x", 7), {"x": {"a"}, 7: {"b"}}),
        ("UPDATE t SET a=%s WHERE b IN (%s, %s)", ("x", "y", "z"), {"x": "a", "y": "b", "z": "b"}),
        ("UPDATE t SET a=%(a)s WHERE t.b = %(b_1)s", {"a": "x", "b_1": "y"}, {"x": "a", "y": "b"}),
        ("DELETE FROM t WHERE a = $2::VARCHAR AND b = $1", (1, "x"), {"x": "a", 1: "b"}),
        ("UPDATE t SET a = 'it''s' WHERE b = 3", (), {"it's": "a", 3: "b"}),
        ('DELETE FROM t WHERE "Two Words" LIKE ?', ("a%",), {"a%": {"Two Words"}}),
        ("SELECT a FROM t WHERE lower(a) = ? LIMIT ?", ("x", 500), {"x": "a"}),
        ("UPDATE t SET a = CASE WHEN b = 'x' THEN 'y' END", (), {"x": "b", "y": {""}}),
        ("DELETE FROM t WHERE a = ANY(%s)", (["x", "y"],), {"x": "a", "y": "a"}),
        ("DELETE FROM t WHERE a = ?", [("x",), ("y",)], {"x": "a", "y": "a"}),
        ("DELETE FROM t WHERE a < ?", (date(2020, 1, 31),), {"2020-01-31": "a"}),
        ("DELETE FROM t WHERE a = ?", (UUID(int=1),), {str(UUID(int=1)): "a"}),
        ("DELETE FROM t WHERE a = ? OR b = ? OR c = ?", (True, None, b"x"), {}),
        ("DELETE FROM t WHERE a = :a AND b = 'x'::text", {"a": 1}, {1: "a", "x": "b"}),
        ("UPDATE t SET a = 'A::B' WHERE b = 'C::D (1)'", (), {"A::B": "a", "C::D (1)": "b"}),
        ("DELETE FROM t WHERE a = -7 OR b IN (-8, 9)", (), {-7: "a", -8: "b", 9: "b"}),
        ("DELETE FROM t WHERE a = b-5 AND c = d - 6", (), {5: "b", 6: "d"}),
        ("DELETE FROM t WHERE a = 12345678901", (), {12345678901: "a"}),
        ("DELETE FROM t WHERE a > 1.75 AND b < -0.5", (), {1.75: "a", -0.5: "b"}),
        ("DELETE FROM t WHERE a = ? OR a = ?", (Decimal("sNaN"), float("inf")), {}),
        ("DELETE FROM t -- where a = 'x'", (), {}),
        ("DELETE FROM t WHERE a = ? AND b = ?", ("too few",), {"too few": "a"}),
    ],
)
def test_a_literal_is_found_with_its_column(
    statement: str, parameters: object, literals: dict[object, str | set[str]]
) -> None:
    expected = {value: {at} if isinstance(at, str) else at for value, at in literals.items()}
    assert found((statement, parameters)) == expected


@pytest.mark.parametrize(
    ("statement", "data"),
    [
        ("UPDATE t SET a = 1", True),
        ("WITH x AS (SELECT 1) DELETE FROM t", True),
        ("(SELECT a FROM t)", True),
        ("INSERT INTO t (a) SELECT b FROM u WHERE b = 'x'", True),
        ("ALTER TABLE t ALTER a TYPE integer USING CASE a WHEN 'x' THEN 1 END", True),
        ("INSERT INTO t (a) VALUES ('x')", False),
        ("CREATE TABLE t (a VARCHAR(5) DEFAULT 'x')", False),
        ("ALTER TABLE t ADD COLUMN a VARCHAR(5) DEFAULT 'x'", False),
        ("SELECT c.relname FROM pg_catalog.pg_class c WHERE c.relname = 't'", False),
        ("SELECT sql FROM sqlite_master WHERE name = 't'", False),
        ("INSERT INTO _alembic_tmp_t (a) SELECT CAST(a AS VARCHAR(5)) FROM t", False),
    ],
)
def test_only_statements_about_rows_count(statement: str, *, data: bool) -> None:
    assert is_data(statement) is data


def test_what_a_loop_over_rows_sends_is_no_literal() -> None:
    loop = [("UPDATE t SET a = ? WHERE id = ?", (f"name {n}", n)) for n in range(20)]
    assert found(*loop, ("DELETE FROM t WHERE a = ?", ("x",))) == {"x": {"a"}}


def test_the_version_table_is_nobodys_data() -> None:
    executed = Executed(["alembic_version"])
    executed.note([("UPDATE alembic_version SET version_num='b' WHERE v='a'", ())], up=True)
    assert not executed.found()


def test_what_differs_at_the_second_upgrade_is_made_up_each_time() -> None:
    executed = Executed()
    statement = "UPDATE t SET a = ?, b = ?"
    executed.note([(statement, ("x", "2024-01-01 10:00:00"))], up=True)
    executed.note([("DELETE FROM t WHERE a = ?", ("y",))], up=False)
    executed.note([(statement, ("x", "2024-01-01 10:00:01"))], up=True)
    assert set(executed.found()) == {"x", "y"}
    executed.restart()
    assert not executed.found()
