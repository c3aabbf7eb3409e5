"""Words for what an operation does, with the user's own names."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from alembic_mrt.operations import vocabulary as op

if TYPE_CHECKING:
    from alembic_mrt.operations.vocabulary import Operation, Operations

_NOT_KNOWN = "(not known)"
_FIELD = re.compile(r"\{([\w.]+)\}")
WORDS: dict[type[op.Operation], str] = {
    op.CreateTable: "creates table {table}",
    op.DropTable: "drops table {table}",
    op.RenameTable: "renames table {table} to {new_name}",
    op.AddColumn: "adds column {table}.{column.name}",
    op.DropColumn: "drops column {table}.{column}",
    op.AlterColumn: "alters column {table}.{column}",
    op.CreateIndex: "creates index {name}",
    op.DropIndex: "drops index {name}",
    op.CreateConstraint: "adds constraint {name} to {table}",
    op.DropConstraint: "drops constraint {name} of {table}",
    op.CreateObject: "creates {object.kind} {object.label}",
    op.DropObject: "drops {kind} {name}",
    op.AlterObject: "alters {kind} {name}",
    op.Insert: "inserts rows into {table}",
    op.Update: "updates rows of {table}",
    op.Delete: "deletes rows of {table}",
}


def summary(operations: Operations) -> str:
    """Say what one operation does, the first whose names are known, and how many others."""
    words = [describe(operation) for operation in operations]
    shown = next((text for text in words if _NOT_KNOWN not in text), words[0])
    rest = len(operations) - 1
    return shown + (f" and does {rest} more" if rest else "")


def describe(operation: Operation) -> str:
    """Say in a few words what an operation does."""
    words = WORDS.get(type(operation), "changes the database")
    return _FIELD.sub(lambda field: _name(attrgetter(field[1])(operation)), words)


def _name(text: object) -> str:
    return text if isinstance(text, str) else "(unnamed)" if text is None else _NOT_KNOWN
