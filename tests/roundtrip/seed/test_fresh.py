"""Values that no row holds."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.dialects.postgresql.values import pool_for
from alembic_mrt.roundtrip.seed.facts import ColumnFacts
from alembic_mrt.roundtrip.seed.fresh import Unused
from alembic_mrt.roundtrip.seed.plan import TablePlan

TYPES = ["uuid", "text", "character varying(1)", "date", "timestamp without time zone", "smallint"]


@pytest.mark.parametrize("type_", TYPES)
def test_values_that_rows_hold_are_not_offered_first(type_: str) -> None:
    pool = pool_for(type_, {}, 7)
    assert pool is not None
    columns = {"id": ColumnFacts("id", type_, pool)}
    plan = TablePlan((None, "t"), (), columns, ("id",), (), (), ())
    unused = Unused()
    unused.note({"id": value} for value in pool.plain[:20])
    found = unused.freshened(plan, {"id"}, ["id"]).columns["id"].pool
    assert found is not None
    assert not set(found.plain[:3]) & set(pool.plain[:20])
    assert len(set(found.plain)) == len(found.plain)
