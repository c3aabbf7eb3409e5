"""A table of SQLite is altered outside of batch mode.

SQLite adds columns, renames, and drops columns that nothing stands on. It cannot change a type,
NULL or a default, and it cannot add or drop a constraint: Alembic refuses ("No support for ALTER
of constraints in SQLite dialect"), or the database does. A batch with `recreate="never"` copies no
table and is no better. A CHECK or a reference in the definition of its own column goes with it;
one of the table keeps it. It cannot add a column whose default is not constant, such as
CURRENT_TIMESTAMP, to a table with rows: a warning, and silent for a table that the revision itself
made.

Only where the analysis is for SQLite, and the history is meant for it: some revision uses batch
mode or asks for the dialect. Where none does, it may be meant for another database. Then it is a
warning, and only in a newest revision, on top of others that all run on SQLite.

Why: the statement fails on every database.

Instead: `with op.batch_alter_table("users") as batch: batch.alter_column(...)`, which copies the
table.

Since: 0.1
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_names import words_of
from alembic_mrt.operations.vocabulary import (
    KEEP,
    AddColumn,
    AlterColumn,
    CreateConstraint,
    DropColumn,
    DropConstraint,
    Operation,
)
from alembic_mrt.schema.objects import (
    CheckConstraint,
    ForeignKey,
    Index,
    PrimaryKey,
    Schema,
    SchemaObject,
    TableObject,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied
    from alembic_mrt.operations.vocabulary import Operations

CODE = "MRT115"
NAME = "alter-outside-batch"
SEVERITY = Severity.ERROR

_COMPUTED: Final = re.compile(r"^\(?(?:now|current_\w+|random|datetime|date|time|strftime)\b", re.I)
_WORDS: Final = {
    "type": "type", "nullable": "NOT NULL", "default": "default", "identity": "identity",
    "generated": "generation", "comment": "comment",
}  # fmt: skip

_KEEPERS: Final = (Index, UniqueConstraint, PrimaryKey, ForeignKey)
_ABOUT: Final = (AlterColumn, CreateConstraint, DropConstraint, AddColumn, DropColumn)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each such operation."""
    meant = any(_is_for_sqlite(step) for entry in context.revisions for step in _steps(entry))
    found = trap_findings(context, CODE, _look, _ABOUT)
    return found if meant else _of_the_newest(context, list(found))


def _of_the_newest(context: Context, found: list[Finding]) -> Iterator[Finding]:
    """Yield what is found in heads, as a warning, where nothing is found below them."""
    parents = {p for entry in context.revisions for p in entry.script.down_revisions}
    heads = {e.revision for e in context.revisions if e.script.down_revisions} - parents
    if all(finding.revision in heads for finding in found):
        yield from (replace(finding, severity=Severity.WARNING) for finding in found)


def _steps(entry: Analysed) -> Operations:
    return entry.operations.upgrade.operations + entry.operations.downgrade.operations


def _is_for_sqlite(step: Operation) -> bool:
    return step.batch or "sqlite" in step.not_on | (step.dialects or frozenset())


def _look(step: Step) -> Iterator[Trap]:
    for applied in step.applied if step.dialect == "sqlite" else ():
        operation = applied.operation
        if operation.maybe or _copies(operation):
            continue
        what = _refused(operation, applied.before)
        if what:
            yield _trap(applied, what)
        elif _is_not_constant(operation) and _was_there(step, operation):
            yield _of_default(applied)


def _copies(operation: Operation) -> bool:
    """Tell whether an operation is one of a batch that may copy the table."""
    options = operation.batch_options
    return operation.batch and (options is None or options.recreate != "never")


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


def _is_not_constant(operation: Operation) -> bool:
    """Tell whether a new column has a default that SQLite would have to compute for each row."""
    added = operation.column if isinstance(operation, AddColumn) else None
    return added is not None and bool(_COMPUTED.search(str(added.default)))


def _was_there(step: Step, operation: Operation) -> bool:
    table, schema = str(getattr(operation, "table", "")), getattr(operation, "schema", None)
    before, upgraded = step.run.before.table(table, schema), step.run.upgraded.table(table, schema)
    return before is not None and upgraded is not None


def _of_default(applied: Applied) -> Trap:
    operation = applied.operation
    table, column = str(getattr(operation, "table", "")), getattr(operation, "column", None)
    label = f"{table}.{getattr(column, 'name', '')}"
    return Trap(
        applied,
        f"SQLite cannot add {label}, whose default is not constant, to a table with rows outside "
        "of batch mode",
        f'Use batch mode: with op.batch_alter_table("{table}") as batch: ...',
        label,
        Severity.WARNING,
    )


def _refused_of_column(operation: AddColumn) -> str:
    kinds = (ForeignKey, UniqueConstraint) if operation.apart else (UniqueConstraint,)
    found = next((o for o in operation.objects if isinstance(o, kinds)), None)
    return f"add a column with {_a(found)} to" if found is not None else ""


def _stands(operation: DropColumn, before: Schema) -> str:
    """Say what stands on a column that is dropped."""
    for found in before.of_table(str(operation.table), operation.schema):
        if _stands_on(found, str(operation.column)):
            return f"drop column {operation.column}, which {_a(found)} stands on, of"
    return ""


def _stands_on(found: TableObject, column: str) -> bool:
    """Tell whether SQLite keeps a column for an object; what its own definition holds goes."""
    if isinstance(found, (CheckConstraint, ForeignKey)) and found.apart is not True:
        return False
    if isinstance(found, CheckConstraint):
        return column.casefold() in words_of(found.expression)
    columns = getattr(found, "columns", ())
    return isinstance(found, _KEEPERS) and isinstance(columns, tuple) and column in columns


def _a(found: SchemaObject) -> str:
    return f"an {found.kind}" if isinstance(found, Index) else f"a {found.kind}"


def _trap(applied: Applied, what: str) -> Trap:
    table = str(getattr(applied.operation, "table", ""))
    use = f'Use batch mode: with op.batch_alter_table("{table}") as batch: ...'
    return Trap(
        applied,
        f"SQLite cannot {what} table {table} outside of batch mode",
        'Take recreate="never" out, so that the batch copies the table.'
        if applied.operation.batch
        else use,
        f"table {table}",
    )
