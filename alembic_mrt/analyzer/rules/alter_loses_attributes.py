"""op.alter_column() on MySQL takes away what it does not mention.

MySQL states the whole column anew: NOT NULL, the default, the comment and AUTO_INCREMENT are gone
unless `existing_nullable`, `existing_server_default`, `existing_comment` and
`existing_autoincrement` repeat them. Only where the analysis is for MySQL or MariaDB; where
`existing_type` is missing too, Alembic refuses (MRT108).

Why: a column that was to become longer takes NULL from then on, or a key no longer counts.

Instead: hand over every attribute that the column has.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import AlterColumn
from alembic_mrt.schema.objects import UNKNOWN, Column, Schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT107"
NAME = "alter-loses-attributes"
SEVERITY = Severity.WARNING

_WORDS: Final = {
    "nullable": "NOT NULL", "default": "default", "comment": "comment",
    "identity": "AUTO_INCREMENT",
}  # fmt: skip
_KEYWORDS: Final = {
    "nullable": "nullable", "default": "server_default", "comment": "comment",
    "identity": "autoincrement",
}  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    return trap_findings(context, CODE, _look, (AlterColumn,))


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied:
        operation = applied.operation
        if isinstance(operation, AlterColumn) and operation.implied and not operation.untyped:
            lost = list(_lost(applied, operation))
            if lost:
                yield _trap(applied, operation, lost)


def _lost(applied: Applied, operation: AlterColumn) -> Iterator[str]:
    """Yield the attributes that were there before and are not there afterwards."""
    name = operation.new_name if operation.new_name in _names(applied.after, operation) else ""
    before = _column(applied.before, operation, str(operation.column))
    after = _column(applied.after, operation, str(name or operation.column))
    for attribute in operation.implied if before and after else ():
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new and UNKNOWN not in (old, new):
            yield attribute


def _names(schema: Schema, operation: AlterColumn) -> set[str]:
    return {str(c.name) for c in schema.columns(str(operation.table), operation.schema)}


def _column(schema: Schema, operation: AlterColumn, name: str) -> Column | None:
    columns = schema.columns(str(operation.table), operation.schema)
    return next((c for c in columns if str(c.name).casefold() == name.casefold()), None)


def _trap(applied: Applied, operation: AlterColumn, lost: list[str]) -> Trap:
    words = ", ".join(_WORDS[name] for name in lost)
    keywords = ", ".join(f"existing_{_KEYWORDS[name]}=..." for name in lost)
    return Trap(
        applied,
        f"altering column {operation.table}.{operation.column} takes its {words} away",
        f"Repeat what it has: {keywords}.",
        f"{operation.table}.{operation.column}",
        Severity.WARNING,
    )
