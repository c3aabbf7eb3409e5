"""ALTER TABLE ... ALTER, MODIFY and CHANGE: what becomes of a column or constraint."""

from __future__ import annotations

from typing import Any

from alembic_mrt.operations.spelling import ALIASES, KNOWN
from alembic_mrt.operations.sql.alter_target import Target
from alembic_mrt.operations.sql.columns import (
    column_definition,
    default_text,
    identity_text,
    type_text,
)
from alembic_mrt.operations.sql.constraints import attributes
from alembic_mrt.operations.sql.cursor import Cursor, NotUnderstoodError, whole
from alembic_mrt.operations.sql.tokens import canonical
from alembic_mrt.operations.vocabulary import KEEP, AlterColumn, Operation
from alembic_mrt.schema.objects import UNKNOWN, Text


def alter(cursor: Cursor, target: Target) -> Operation | None:
    """Read ALTER COLUMN and ALTER CONSTRAINT."""
    if not cursor.accept("alter"):
        return None
    if cursor.accept("constraint"):
        return _constraint_change(cursor, target)
    cursor.accept("column")
    column = cursor.plain_name()
    if cursor.dialect in {None, "mssql"} and _is_type(cursor.word):
        return _restated(cursor, target, column)
    if cursor.accept_any("set statistics", "set storage", "set compression"):
        return target.altered(
            "column", column, "options", canonical(cursor.tokens[cursor.at - 1 :])
        )
    return AlterColumn(**target.fields, column=column, **_column_change(cursor))


def _is_type(word: str) -> bool:
    return word != "set" and (word.upper() in KNOWN or word in ALIASES)


def _restated(cursor: Cursor, target: Target, column: Text) -> Operation:
    """Read ALTER COLUMN name type [NOT NULL] of SQL Server; nothing said is nullable."""
    type_ = type_text(cursor.until("not", "null"), cursor.dialect)
    nullable = cursor.accept_any("not null", "null") != "not null"
    return AlterColumn(**target.fields, column=column, type=type_, nullable=nullable)


def _column_change(cursor: Cursor) -> dict[str, Any]:
    if cursor.accept_any("set data type", "type"):
        return _new_type(cursor)
    phrase = cursor.accept_any(
        "set not null", "drop not null", "set default", "drop default", "drop identity",
        "drop expression", "add generated", "set generated", "restart",
    )  # fmt: skip
    simple: dict[str, dict[str, Any]] = {
        "set not null": {"nullable": False},
        "drop not null": {"nullable": True},
        "drop default": {"default": None},
        "drop identity": {"identity": None},
        "drop expression": {"generated": None},
        "restart": {},
    }
    if phrase == "set default":
        return {"default": default_text(cursor)}
    if phrase in {"add generated", "set generated"}:
        identity = _identity(cursor)
        return {"identity": identity if cursor.done else UNKNOWN}
    if phrase not in simple:
        raise NotUnderstoodError(f"ALTER COLUMN ... {canonical(cursor.rest)} is not understood")
    return simple[phrase]


def _identity(cursor: Cursor) -> str:
    how = cursor.accept_any("always", "by default")
    cursor.accept("as identity")
    options = canonical(cursor.parentheses()) if cursor.word == "(" else ""
    return identity_text(how, options)


def _new_type(cursor: Cursor) -> dict[str, Any]:
    type_ = type_text(cursor.until("using", "collate"), cursor.dialect)
    collation = cursor.plain_name() if cursor.accept("collate") else None
    using = whole(cursor.remaining()) if cursor.accept("using") else None
    return {"type": type_, "collation": collation, "using": using}


def modify(cursor: Cursor, target: Target) -> Operation | None:
    """Read MODIFY and CHANGE, which state the whole column anew."""
    word = cursor.accept_any("modify", "change")
    if not word:
        return None
    cursor.accept("column")
    old: Text = cursor.plain_name() if word == "change" else None
    column, extras = column_definition(cursor, target.name, target.schema)
    if extras:
        raise NotUnderstoodError(f"{word.upper()} that adds a constraint is not understood")
    renamed = old is not None and old != column.name
    return AlterColumn(
        **target.fields,
        column=column.name if old is None else old,
        new_name=column.name if renamed else KEEP,
        type=column.type,
        collation=column.collation,
        nullable=column.nullable,
        default=column.default,
        comment=column.comment,
        identity=column.identity,
        generated=column.generated,
    )


def _constraint_change(cursor: Cursor, target: Target) -> Operation:
    name = cursor.plain_name()
    if cursor.word not in {"deferrable", "not", "initially"}:
        return target.altered("constraint", name, "options", cursor.remaining())
    found = attributes(cursor)
    if "options" in found:
        return target.altered("constraint", name, "options", "not enforced")
    return target.altered("constraint", name, "deferrable", found.get("deferrable"))
