"""Column types as a table that Alembic has copied would show them.

Alembic's batch mode makes a table anew from what SQLAlchemy reflects, and SQLAlchemy knows a type
name that is not its own only by its affinity: JSONB comes back as NUMERIC whatever a downgrade
does. Both store the same (SQLite docs, "Determination Of Column Affinity"), so it is no
difference.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from alembic_mrt.schema.objects import Column, Schema, Text

_AFFINITIES = (
    (("INT",), "INTEGER"),
    (("CHAR", "CLOB", "TEXT"), "TEXT"),
    (("BLOB",), "BLOB"),
    (("REAL", "FLOA", "DOUB"), "REAL"),
)


def as_reflected(schema: Schema) -> Schema:
    """Return the schema with the type names that SQLAlchemy does not know as their affinity."""
    return schema.add(
        *(
            replace(item, type=_reflected(item.type))
            for _, item in schema.buckets.every(Column)
            if item.type != _reflected(item.type)
        )
    )


@lru_cache(maxsize=4096)
def _reflected(declared: Text) -> Text:
    if not isinstance(declared, str) or not declared:
        return declared
    name = declared.upper().partition("(")[0].strip()
    if name in SQLiteDialect.ischema_names:
        return declared
    return next((a for parts, a in _AFFINITIES if any(p in name for p in parts)), "NUMERIC")
