"""Whether the seeded rows lack a value that a statement has spoken of."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.dialects.base import TableName, TableRows
from alembic_mrt.roundtrip.dialects.sqlite.values import pool_for
from alembic_mrt.roundtrip.seed.facts import ColumnFacts
from alembic_mrt.roundtrip.seed.held import Held
from alembic_mrt.roundtrip.seed.plan import TablePlan, Unique

T: TableName = (None, "t")
TYPES = {"id": "INTEGER", "state": "VARCHAR(9)", "kind": "INTEGER", "size": "FLOAT"}


@pytest.fixture
def held() -> Held:
    columns = {name: ColumnFacts(name, t, pool_for(t, 1)) for name, t in TYPES.items()}
    plan = TablePlan(T, (), columns, tuple(TYPES), (Unique(("id",)),), (), ())
    rows = (("1", "'it''s'", "31", "1.79769313486231570815e+308"), ("2", "'new'", None, "0.5"))
    return Held({T: TableRows(tuple(TYPES), ("id",), rows)}, [plan])


@pytest.mark.parametrize(
    ("value", "columns", "lacks"),
    [
        ("old", {"state"}, True),
        ("new", {"state"}, False),
        ("it's", {"STATE"}, False),
        ("too long for it", {"state"}, False),
        (2, {"kind"}, True),
        (31, {"kind"}, False),
        (3, {"id"}, False),
        (1.7976931348623157e308, {"size"}, False),
        (1e16, {"size"}, True),
        ("old", {""}, True),
        ("new", {"alias"}, False),
        (2, {""}, False),
        ("too long for any column", set(), False),
    ],
)
def test_a_value_is_lacking_in_the_column_that_it_stood_beside(
    held: Held,
    value: object,
    columns: set[str],
    lacks: bool,
) -> None:
    assert held.lacks(value, columns) is lacks


def test_where_there_are_no_columns_nothing_is_lacking() -> None:
    assert not Held({}, []).lacks("old", {"state"})
