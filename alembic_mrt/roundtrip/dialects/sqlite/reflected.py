"""Column types and defaults in the form in which spellings of the same are equal.

Alembic's batch mode makes a table anew from what SQLAlchemy reflects, and SQLAlchemy knows a type
name that is not its own only by its affinity: JSONB comes back as NUMERIC whatever a downgrade
does. Both store the same (SQLite docs, "Determination Of Column Affinity"), so it is no
difference. No more is it whether a number is written '0' or 0 where the column stores a number
either way: server_default="0" writes the one, sa.text("0") and sa.false() the other.
"""

from __future__ import annotations

import re
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
_NUMBER = re.compile(r"'(-?(?:0|[1-9]\d*)(?:\.\d+)?)'")
_WORDS = {"false": "0", "true": "1"}
_NUMERIC = ("INTEGER", "REAL", "NUMERIC")


def as_reflected(schema: Schema) -> Schema:
    """Return the schema with the types and defaults of columns in one form."""
    return schema.add(
        *(
            replace(item, type=form[0], default=form[1])
            for _, item in schema.buckets.every(Column)
            if (form := _form(item.type, item.default)) != (item.type, item.default)
        )
    )


@lru_cache(maxsize=4096)
def _form(declared: Text, default: Text) -> tuple[Text, Text]:
    if not isinstance(declared, str) or not declared:
        return declared, default
    known = _name(declared) in SQLiteDialect.ischema_names
    return declared if known else _affinity(declared), _stored(default, declared)


def _stored(default: Text, declared: str) -> Text:
    """Return a default as a column of that type stores it."""
    if not isinstance(default, str):
        return default
    text = _WORDS.get(default.lower(), default)
    number = _NUMBER.fullmatch(text)
    return number[1] if number and _affinity(declared) in _NUMERIC else text


def _affinity(declared: str) -> str:
    name = _name(declared)
    return next((a for parts, a in _AFFINITIES if any(p in name for p in parts)), "NUMERIC")


def _name(declared: str) -> str:
    return declared.upper().partition("(")[0].strip()
