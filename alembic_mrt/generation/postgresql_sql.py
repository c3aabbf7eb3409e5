"""Statements for PostgreSQL alone, as ``op.execute()`` takes them."""

from __future__ import annotations

import re

from sqlalchemy.dialects import postgresql

from alembic_mrt.generation.code import Code
from alembic_mrt.generation.literals import quoted

_PARAMETER = re.compile(r"(?<![:\w\\]):(?=\w+(?!:))")
_PREPARER = postgresql.dialect().identifier_preparer  # type: ignore[no-untyped-call]


def name(table: str, schema: str | None = None) -> str:
    """Return a name as SQL, in quotes where PostgreSQL needs them."""
    prefix = f"{_PREPARER.quote(schema)}." if schema else ""
    return f"{prefix}{_PREPARER.quote(table)}"


def text(value: str) -> str:
    """Return a text as an SQL literal."""
    return "'{}'".format(value.replace("'", "''"))


def bindless(sql: str) -> str:
    """Return SQL in which ``sa.text()`` takes no word behind a colon for a parameter."""
    return _PARAMETER.sub(r"\\\g<0>", sql)


def on_postgresql(*statements: str) -> Code:
    """Return statements that run on PostgreSQL alone."""
    lines = [f"    op.execute({quoted(bindless(sql))})" for sql in statements]
    return Code("\n".join(['if op.get_context().dialect.name == "postgresql":', *lines]))
