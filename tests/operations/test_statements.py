"""Statements of the databases' manuals: what each is read as, or why it is not understood.

``statements.txt`` holds a statement a line, and below it the operations that it makes with those
of their fields that are not as usual.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alembic_mrt.finding import Location
from alembic_mrt.operations.site import Site
from alembic_mrt.operations.sql.read import read_sql
from alembic_mrt.operations.vocabulary import KEEP, Operation
from alembic_mrt.schema.objects import SchemaObject

SKIPPED = {
    "in_sql",
    "location", "dialects", "not_on", "conditional", "maybe", "batch", "batch_options",
    "autocommit", "sql", "source", "effect", "statement",
}  # fmt: skip
OF_MYSQL = ("MODIFY", "CHANGE", "AUTO_INCREMENT", "LOCK=")


def cases() -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    statement = ""
    for line in Path(__file__).with_name("statements.txt").read_text().splitlines():
        if line.startswith("    "):
            found[statement].append(line.strip())
        else:
            statement = line
            found[statement] = []
    yield from found.items()


def dialect_of(statement: str) -> str | None:
    if any(word in statement for word in OF_MYSQL):
        return "mysql"
    return None if "sp_rename" in statement or "a INT NOT NULL" in statement else "postgresql"


def brief(operation: Operation) -> str:
    words = [type(operation).__name__]
    for field in dataclasses.fields(operation):
        value = getattr(operation, field.name)
        if field.name not in SKIPPED and value not in (field.default, KEEP):
            words.append(f"{field.name}={told(value)}")
    return " ".join(words)


def told(value: Any) -> str:
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        return "[" + ", ".join(told(item) for item in value) + "]"
    if not isinstance(value, SchemaObject):
        return str(value)
    usual = type(value)()
    fields = value.attributes().items()
    changed = ", ".join(f"{k}={v}" for k, v in fields if v != getattr(usual, k))
    return f"{value.kind} {value.name} ({changed})"


@pytest.mark.parametrize(("statement", "expected"), list(cases()))
def test_statement(statement: str, expected: list[str]) -> None:
    site = Site(Location("x", 1), dialect_of(statement))
    assert [brief(operation) for operation in read_sql(statement, site)] == expected
