"""Which statements change the schema and nothing that depends on rows."""

from __future__ import annotations

import pytest

from alembic_mrt.operations.read import read_source
from alembic_mrt.roundtrip.footprint import Footprint
from alembic_mrt.roundtrip.structural import goes_by_rows, is_structural
from alembic_mrt.schema.objects import Schema, Table

FOOTPRINT = Footprint(Schema.of(Table(name="users"), Table(name="orders")))


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE users ADD COLUMN a INTEGER;",
        "\nCREATE TABLE made (id INTEGER, FOREIGN KEY(id) REFERENCES users (id) ON DELETE CASCADE)",
        "-- why\nDROP INDEX ix_users",
        "ALTER TABLE users ALTER COLUMN a TYPE INTEGER USING a::integer",
        'PRAGMA main.table_xinfo("users")',
        "SELECT sql FROM (SELECT * FROM sqlite_master UNION ALL SELECT * FROM sqlite_temp_master) "
        "WHERE name = ? AND type in ('table', 'view')",
        'INSERT INTO "_alembic_tmp_my tab" (id, a) SELECT "my tab".id, CAST("my tab".a AS INTEGER) '
        'AS a \nFROM "my tab"',
        "COMMENT ON TABLE users IS 'people'",
    ],
)
def test_what_goes_by_no_row(statement: str) -> None:
    assert is_structural([statement], FOOTPRINT)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE users SET a = 1",
        "INSERT INTO made (id) VALUES (1)",
        "INSERT INTO _alembic_tmp_users (a) SELECT users.a FROM users WHERE users.a > 1",
        "INSERT INTO _alembic_tmp_users (a) SELECT users.a FROM users, orders",
        "DELETE FROM users",
        "SELECT count(*) FROM users",
        "CREATE TABLE made AS SELECT * FROM users",
        "CREATE TABLE made AS TABLE users",
        "ALTER TABLE users ADD COLUMN a INTEGER; UPDATE users SET a = 1",
        "TRUNCATE users",
        "WITH gone AS (DELETE FROM users RETURNING id) SELECT 1",
    ],
)
def test_what_goes_by_rows(statement: str) -> None:
    assert not is_structural(["DROP INDEX ix_users", statement], FOOTPRINT)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("op.drop_column('users', 'a')", False),
        ("op.execute('UPDATE users SET a = 1')", True),
        ("op.bulk_insert(sa.table('users'), [{'id': 1}])", True),
    ],
)
def test_a_script_that_writes_rows(call: str, expected: bool) -> None:
    source = f"import sqlalchemy as sa\nfrom alembic import op\ndef upgrade():\n    {call}\n"
    assert goes_by_rows(read_source(source)) is expected
