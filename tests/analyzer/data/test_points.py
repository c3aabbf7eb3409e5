"""The values that decide what a condition picks out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from alembic_mrt.analyzer.data.convert import Value
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.analyzer.data.parse import parsed
from alembic_mrt.analyzer.data.points import compared, deciding


def points(condition: str, kind: str) -> list[Value] | None:
    comparisons = compared(parsed(condition))
    return None if comparisons is None else deciding(comparisons, kind_of(kind))


@pytest.mark.parametrize(
    ("condition", "kind", "wanted"),
    [
        ("qty < 10", "INTEGER", [9, 10, 11]),
        ("10 > qty AND NOT (qty IS NULL)", "INTEGER", [9, 10, 11]),
        ("price >= 1.5", "NUMERIC(5, 2)", [Fraction(149, 100), Fraction(3, 2), Fraction(151, 100)]),
        ("x > 1 OR x < 1.5", "FLOAT", [0.75, 1, 1.25, 1.5, 1.75]),
        ("name IN ('a', 'b')", "TEXT", ["a", "b"]),
    ],
)
def test_what_lies_next_to_a_constant_decides(
    condition: str, kind: str, wanted: list[Value]
) -> None:
    assert set(points(condition, kind) or ()) == set(wanted)


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("name < 'm'", "TEXT"),  # which letter comes first is a matter of the collation
        ("lower(name) = 'a'", "TEXT"),
        ("qty < other", "INTEGER"),
        ("qty IN (SELECT 1)", "INTEGER"),
        ("name LIKE 'a%'", "TEXT"),
    ],
)
def test_other_conditions_are_not_decided(condition: str, kind: str) -> None:
    assert points(condition, kind) is None
