"""Which spellings of a column are the same once SQLite stores by it."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.dialects.sqlite.reflected import as_reflected
from alembic_mrt.schema.objects import Column, Schema, Table


def compared(type_: str, default: str | None = None) -> Column:
    schema = as_reflected(
        Schema.of(Table(name="t"), Column(table="t", name="a", type=type_, default=default))
    )
    (column,) = schema.columns("t")
    return column


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("INTEGER", "'-1'", "-1"),
        ("BOOLEAN", "'0'", "false"),
        ("BOOLEAN", "1", "true"),
        ("FLOAT", "'1.5'", "1.5"),
        ("DECIMAL(5, 2)", "'0'", "0"),
    ],
)
def test_a_number_is_stored_as_one_however_it_is_written(type_: str, one: str, other: str) -> None:
    assert compared(type_, one) == compared(type_, other)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("INTEGER", "'-1'", "1"),
        ("INTEGER", "'x'", "x"),
        ("INTEGER", "'007'", "7"),
        ("BLOB", "'0'", "0"),
        ("VARCHAR(9)", "'true'", "true"),
        ("INTEGER", None, "0"),
    ],
)
def test_other_defaults_differ(type_: str, one: str | None, other: str) -> None:
    assert compared(type_, one) != compared(type_, other)


def test_a_type_that_sqlalchemy_does_not_know_is_its_affinity() -> None:
    assert compared("GEOMETRY") == compared("NUMERIC")
    assert compared("VARCHAR(20)") != compared("TEXT")
