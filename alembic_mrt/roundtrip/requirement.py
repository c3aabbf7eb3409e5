"""What an upgrade that failed on rows requires of them, read from the database's own message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy.engine import Row
from sqlalchemy.exc import ArgumentError, CompileError, NoSuchTableError

from alembic_mrt.schema.objects import Schema

_NULLS = (
    re.compile(r'column "(?P<column>[^"]+)" of relation "(?P<table>[^"]+)" contains null values'),
    re.compile(
        r'null value in column "(?P<column>[^"]+)" of relation "(?P<table>[^"]+)" violates not-null'
    ),
    re.compile(r"NOT NULL constraint failed: (?:_alembic_tmp_)?(?P<table>[^.]+)\.(?P<column>\S+)"),
)
_EXTENSION = re.compile(
    r'extension "(?P<name>[^"]+)" is not available'
    r'|extension control file "[^"]*/(?P<file>[^"/]+)\.control"'
)
_MISSING = re.compile(
    r'(?<!of )\b(?P<kind>relation|role|type|schema) "(?P<quoted>[^"]+)" does not exist'
    r"|(?P<function>function) (?P<call>[^(\s]+)\(.*\) does not exist"
    r"|no such (?P<sqlite>table): (?P<table>\S+)"
)
_UNBOUND = re.compile(r"(?:can't|cannot) adapt type '(\w+)'|type '(\w+)' is not supported")
_DECODED = ("dict", "list")
"""What a JSON column is read as; whether it is one depends on the row."""
_OF_CODE = (ImportError, NameError, ArgumentError, CompileError)
_SQLITE_ADD_COLUMN = (
    "Cannot add a NOT NULL column with default value NULL",
    "Cannot add a column with non-constant default",
    "Cannot add a REFERENCES column with non-NULL default value",
)
"""What SQLite says where a table holds a row, and only there."""


def requires_new_column(error: BaseException, before: Schema) -> bool:
    """Tell whether ``error`` says that no row can get a column which ``before`` lacks.

    Such an upgrade fails on every row, whatever it holds.
    """
    if any(said in str(error) for said in _SQLITE_ADD_COLUMN):
        return True
    matches = (pattern.search(str(error)) for pattern in _NULLS)
    return any(match and _is_new(before, match["table"], match["column"]) for match in matches)


def is_of_code(error: BaseException) -> bool:
    """Tell whether ``error`` says that the code is wrong, whatever the rows hold that it met.

    An attribute that a value read from a row lacks may be there in another one; one that a row
    itself, a class or a module lacks is there for none, and so is one that cannot be set. An
    object that the driver cannot send was made by the code.
    """
    unbound = _UNBOUND.search(str(error))
    if unbound is not None:
        return (unbound[1] or unbound[2]) not in _DECODED
    if isinstance(error, AttributeError):
        return error.name is None or isinstance(error.obj, (Row, type, ModuleType))
    return isinstance(error, _OF_CODE)


def _is_new(before: Schema, table: str, column: str) -> bool:
    """Tell whether the table was there, and the column was not."""
    tables = [t for t in before.tables() if t.name == table]
    columns = {c.name for t in tables for c in before.columns(table, t.schema)}
    return bool(tables) and column not in columns


def missing_extension(error: BaseException) -> str | None:
    """Name the PostgreSQL extension that the server does not have, where ``error`` says so."""
    found = _EXTENSION.search(str(error))
    return (found["name"] or found["file"]) if found else None


@dataclass(frozen=True, slots=True)
class Missing:
    """Name an object that a statement needed, without its schema."""

    kind: str
    name: str


def missing_object(error: BaseException) -> Missing | None:
    """Return what is not in the database, where ``error`` says so."""
    if isinstance(error, NoSuchTableError):
        return Missing("table", str(error))
    found = _MISSING.search(str(error))
    if found is None:
        return None
    kind = found["kind"] or found["function"] or found["sqlite"]
    name = found["quoted"] or found["call"] or found["table"]
    return Missing(kind.replace("relation", "table"), name.rpartition(".")[2])
