"""What an upgrade that failed on rows requires of them, read from the database's own message."""

from __future__ import annotations

import re

from alembic_mrt.schema.objects import Schema

_NULLS = (
    re.compile(r'column "(?P<column>[^"]+)" of relation "(?P<table>[^"]+)" contains null values'),
    re.compile(
        r'null value in column "(?P<column>[^"]+)" of relation "(?P<table>[^"]+)" violates not-null'
    ),
    re.compile(r"NOT NULL constraint failed: (?:_alembic_tmp_)?(?P<table>[^.]+)\.(?P<column>\S+)"),
)
_SQLITE_ADD_COLUMN = "Cannot add a NOT NULL column with default value NULL"


def requires_new_column(error: Exception, before: Schema) -> bool:
    """Tell whether ``error`` says that a column which ``before`` does not have is NULL.

    Such an upgrade fails on every row, whatever it holds.
    """
    if _SQLITE_ADD_COLUMN in str(error):
        return True
    matches = (pattern.search(str(error)) for pattern in _NULLS)
    return any(match and not _has(before, match["table"], match["column"]) for match in matches)


def _has(schema: Schema, table: str, column: str) -> bool:
    return any(
        c.name == column
        for t in schema.tables()
        if t.name == table
        for c in schema.columns(table, t.schema)
    )
