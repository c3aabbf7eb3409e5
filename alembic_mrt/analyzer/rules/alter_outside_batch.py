"""A table of SQLite is altered outside of batch mode.

SQLite adds columns, renames, and drops columns that nothing stands on. It cannot change a type,
NULL or a default, and it cannot add or drop a constraint: Alembic refuses ("No support for ALTER of
constraints in SQLite dialect"), or the database does. Only where the analysis is for SQLite, and
the history is meant for it: some revision uses batch mode or asks for the dialect.

Why: the statement fails on every database.

Instead: `with op.batch_alter_table("users") as batch: batch.alter_column(...)`, which copies the
table.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    CreateConstraint,
    DropColumn,
    DropConstraint,
    Operation,
)
from alembic_mrt.schema.objects import ForeignKey, Index, PrimaryKey, Schema, UniqueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operations

CODE = "MRT115"
NAME = "alter-outside-batch"
SEVERITY = Severity.ERROR

_WORDS: Final = {
    "type": "type", "nullable": "NOT NULL", "default": "default", "identity": "identity",
    "generated": "generation", "comment": "comment",
}  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    meant = any(_is_for_sqlite(step) for entry in context.revisions for step in _steps(entry))
    return trap_findings(context, CODE, _look) if meant else iter(())


def _steps(entry: Analysed) -> Operations:
    return entry.operations.upgrade.operations + entry.operations.downgrade.operations


def _is_for_sqlite(step: Operation) -> bool:
    return step.batch or "sqlite" in step.not_on | (step.dialects or frozenset())


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied if step.dialect == "sqlite" else ():
        operation = applied.operation
        what = "" if operation.batch or operation.maybe else _refused(operation, applied.before)
        if what:
            yield _trap(applied, what)


def _refused(operation: Operation, before: Schema) -> str:
    """Say what SQLite cannot do of an operation, empty where it can."""
    if isinstance(operation, AlterColumn):
        asked = [name for name in _WORDS if getattr(operation, name) != KEEP]
        return f"change the {_WORDS[asked[0]]} of {operation.column} of" if asked else ""
    if isinstance(operation, CreateConstraint):
        return "add a constraint to"
    if isinstance(operation, DropConstraint):
        return "drop a constraint of"
    if isinstance(operation, AddColumn):
        return _refused_of_column(operation)
    return _stands(operation, before) if isinstance(operation, DropColumn) else ""


def _refused_of_column(operation: AddColumn) -> str:
    kinds = (ForeignKey, UniqueConstraint) if operation.apart else (UniqueConstraint,)
    found = next((o for o in operation.objects if isinstance(o, kinds)), None)
    return f"add a column with a {found.kind} to" if found is not None else ""


def _stands(operation: DropColumn, before: Schema) -> str:
    """Say what stands on a column that is dropped."""
    for found in before.of_table(str(operation.table), operation.schema):
        columns = getattr(found, "columns", ())
        kinds = (Index, UniqueConstraint, PrimaryKey)
        if isinstance(found, kinds) and isinstance(columns, tuple) and operation.column in columns:
            return f"drop column {operation.column}, which a {found.kind} stands on, of"
    return ""


def _trap(applied: Applied, what: str) -> Trap:
    table = str(getattr(applied.operation, "table", ""))
    return Trap(
        applied,
        f"SQLite cannot {what} table {table} outside of batch mode",
        f'Use batch mode: with op.batch_alter_table("{table}") as batch: ...',
        f"table {table}",
    )
