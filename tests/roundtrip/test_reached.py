"""Which schema a step leads to is known where the same statements have run on the same schema."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.reached import Reached
from alembic_mrt.schema.objects import Schema, Table

OLD, NEW = Schema.of(Table(name="users")), Schema.of(Table(name="users"), Table(name="orders"))


def copy(schema: Schema) -> Schema:
    return Schema.of(*schema)


@pytest.fixture
def reached() -> Reached:
    """Return what is known after an upgrade and a faithful downgrade."""
    found = Reached(copy)
    found.begin(OLD)
    found.move(("CREATE",))
    assert found.present is None
    found.read(NEW)
    found.move(("DROP",))
    assert found.present is None
    assert found.read(copy(OLD)) is OLD
    return found


def test_the_same_way_leads_to_the_same_schema(reached: Reached) -> None:
    reached.move(("CREATE",))
    assert reached.present is NEW
    reached.move(("DROP",))
    assert reached.present is OLD


def test_other_statements_lead_nobody_knows_where(reached: Reached) -> None:
    reached.move(("CREATE", "INSERT"))
    assert reached.present is None
    reached.read(NEW)
    reached.move(None)
    assert reached.present is None


def test_so_do_the_same_statements_on_another_schema(reached: Reached) -> None:
    reached.move(("ALTER",))
    reached.read(Schema())
    reached.move(("CREATE",))
    assert reached.present is None


def test_from_an_unknown_schema_no_way_is_known(reached: Reached) -> None:
    reached.move(None)
    reached.move(("CREATE",))
    assert reached.present is None


def test_a_recovery_leads_to_the_start(reached: Reached) -> None:
    reached.move(None)
    reached.return_to_start()
    assert reached.present is OLD
    reached.move(("CREATE",))
    assert reached.present is NEW


def test_one_schema_is_compared_as_one(reached: Reached) -> None:
    compared = reached.compared(NEW)
    assert compared == NEW
    assert reached.compared(NEW) is compared
    reached.begin(NEW)
    assert reached.compared(NEW) is compared
