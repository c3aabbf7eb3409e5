from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.requirement import requires_new_column
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
        ('null value in column "id" of relation "states" violates not-null constraint', False),
        ("UNIQUE constraint failed: users.phone", False),
    ],
)
def test_only_a_new_column_makes_every_row_fail(message: str, expected: bool) -> None:
    assert requires_new_column(ValueError(message), BEFORE) is expected
