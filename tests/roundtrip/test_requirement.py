from __future__ import annotations

import pytest
from sqlalchemy import create_engine, select, text

from alembic_mrt.roundtrip.requirement import is_of_code, requires_new_column
from alembic_mrt.roundtrip.seam import attempt
from alembic_mrt.schema.objects import Column, Schema, Table

BEFORE = Schema.of(Table(name="users"), Column(table="users", name="email"))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ('column "phone" of relation "users" contains null values', True),
        ('column "email" of relation "users" contains null values', False),
        ('null value in column "phone" of relation "users" violates not-null constraint', True),
        ("NOT NULL constraint failed: _alembic_tmp_users.phone", True),
        ("NOT NULL constraint failed: users.phone", True),
        ("NOT NULL constraint failed: _alembic_tmp_users.email", False),
        ("Cannot add a NOT NULL column with default value NULL", True),
        ("Cannot add a column with non-constant default", True),
        ('null value in column "id" of relation "states" violates not-null constraint', False),
        ("UNIQUE constraint failed: users.phone", False),
    ],
)
def test_only_a_new_column_makes_every_row_fail(message: str, expected: bool) -> None:
    assert requires_new_column(ValueError(message), BEFORE) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("nowhere", True),
        ("import no_such_module_at_all", True),
        ("row.name = 'x'", True),
        ("row.nickname", True),
        ("str.nickname", True),
        ("select([1])", True),
        ("row.email.user_id", False),
        ("(row.name or '').get('x')", False),
        ("int(row.name)", False),
        ("row.email['x']", False),
    ],
)
def test_wrong_code_is_told_from_values_that_code_cannot_read(source: str, expected: bool) -> None:
    with create_engine("sqlite://").connect() as connection:
        row = connection.execute(text("SELECT 'ann' AS name, NULL AS email")).one()
    error = attempt(lambda: exec(source, {"row": row, "select": select}))
    assert error is not None
    assert is_of_code(error) is expected


@pytest.mark.parametrize(("made", "expected"), [("UUID", True), ("dict", False)])
@pytest.mark.parametrize(
    "said",
    [
        "can't adapt type '{}'",
        "cannot adapt type '{}' using placeholder '%s'",
        "Error binding parameter 1: type '{}' is not supported",
    ],
)
def test_what_a_driver_cannot_send(said: str, made: str, expected: bool) -> None:
    assert is_of_code(ValueError(said.format(made))) is expected
