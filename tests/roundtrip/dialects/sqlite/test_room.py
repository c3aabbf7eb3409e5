"""What a declared type of SQLite has room for by what it says."""

from __future__ import annotations

import pytest

from alembic_mrt.roundtrip.dialects.sqlite.room import has_room


@pytest.mark.parametrize(
    ("type_", "literal", "room"),
    [
        ("VARCHAR(3)", "'abc'", True),
        ("VARCHAR(3)", "'a''b'", True),
        ("VARCHAR(3)", "'abcd'", False),
        ("NATIVE CHARACTER(3)", "'abcd'", False),
        ("CHAR(36)", "'not a uuid'", True),
        ("TEXT", "'abcd'", True),
        ("VARCHAR(3)", None, True),
        ("VARCHAR(3)", "12345", True),
        ("VARCHAR(3)", "X'0102030405'", True),
        ("SMALLINT", "32767", True),
        ("SMALLINT", "40000", False),
        ("BIGINT", "40000000000", True),
        ("INTEGER", "'forty'", True),
        ("NUMERIC(8, 2)", "1.25", True),
        ("NUMERIC(8, 2)", "1.255", False),
        ("NUMERIC(8, 2)", "1234567.5", False),
        ("NUMERIC", "1.25555", True),
        ("REAL", "1.25555", True),
        ("DATE", "'2024-02-30'", True),
    ],
)
def test_room(type_: str, literal: str | None, room: bool) -> None:
    assert has_room(type_, literal) is room
