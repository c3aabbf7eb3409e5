"""After the downgrade, the sequence of a column comes to values that rows already have.

downgrade() makes a numbered table anew and copies rows into it with their keys, or makes the
sequence of a column anew, and does not set the sequence. PostgreSQL only. Check finds it as a
warning, as it is no matter where the table is empty; a note where a step was not analysed that may
set it.

Why: the next INSERT fails with a duplicate key.

Instead: set the sequence in downgrade() to the largest value in use, with `setval`.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_serial import counting
from alembic_mrt.operations.sql.cursor import Cursor, names_in
from alembic_mrt.operations.sql.tokens import tokenize
from alembic_mrt.operations.vocabulary import (
    AlterObject,
    CreateObject,
    CreateTable,
    DropTable,
    Execute,
    Insert,
    Opaque,
)
from alembic_mrt.schema.objects import Column, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT206"
NAME = "sequence-behind"
SEVERITY = Severity.ERROR
_ABOUT: Final = (CreateTable, CreateObject)


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each sequence that downgrade() leaves behind its column."""
    return trap_findings(context, CODE, _look, _ABOUT)


def _look(step: Step) -> Iterator[Trap]:
    if step.name != "downgrade" or step.dialect != "postgresql":
        return
    for index, applied in enumerate(step.applied):
        later = step.applied[index + 1 :]
        for table, column, where in (*_refilled(step, applied, later), *_made(step, applied)):
            severity = _left(later)
            if severity is not None:
                yield _trap(where, table, column, severity)


def _refilled(
    step: Step, applied: Applied, later: Iterable[Applied]
) -> Iterator[tuple[str, str, Applied]]:
    """Yield the numbered columns of a new table that rows are copied into."""
    operation = applied.operation
    if not isinstance(operation, CreateTable) or not isinstance(operation.table, str):
        return
    steps = [(after, after.operation) for after in later]
    if any(isinstance(s, DropTable) and s.table == operation.table for _, s in steps):
        return
    for after, insert in steps:
        if isinstance(insert, Insert) and insert.table == operation.table and _copies(step, insert):
            for column in _numbered(operation):
                if column in _filled(insert, column):
                    yield operation.table, column, after


def _copies(step: Step, insert: Insert) -> bool:
    """Tell whether rows come from a table that was there before the downgrade."""
    names = step.run.upgraded.buckets.names()
    return any(("", name) in names for name in insert.reads)


def _numbered(operation: CreateTable) -> list[str]:
    columns = [found for found in operation.objects if isinstance(found, Column)]
    serial = [c for c in columns if c.name in operation.serial and counting(c, "postgresql")[1]]
    return [str(c.name) for c in (*serial, *(c for c in columns if isinstance(c.identity, str)))]


def _filled(insert: Insert, every: str) -> tuple[str, ...]:
    """Return the columns that are filled, ``every`` where the statement names none."""
    cursor = Cursor(tokenize(insert.sql))
    cursor.until("into")
    cursor.accept("into")
    cursor.name()
    return (names_in(cursor.parentheses()) or ()) if cursor.word == "(" else (every,)


def _made(step: Step, applied: Applied) -> Iterator[tuple[str, str, Applied]]:
    """Yield the column of a sequence that is made anew for a table with rows."""
    operation = applied.operation
    made = operation.object if isinstance(operation, CreateObject) else None
    if not isinstance(made, Sequence) or not isinstance(made.owner, str):
        return
    table, _, column = made.owner.rpartition(".")
    if step.run.before.table(table, made.schema) and " start " not in str(made.definition):
        yield table, column, applied


def _left(later: Iterable[Applied]) -> Severity | None:
    """Weigh that no later step sets a sequence; None where one does."""
    operations = [applied.operation for applied in later]
    if any(isinstance(o, Execute) and "setval" in o.sql for o in operations):
        return None
    if any(isinstance(o, AlterObject) and o.attribute == "reached" for o in operations):
        return None
    unread = [o for o in operations if isinstance(o, Opaque)]
    if any("setval" in o.source or "restart" in o.source.casefold() for o in unread):
        return None
    return Severity.NOTE if unread else Severity.WARNING


def _trap(applied: Applied, table: str, column: str, severity: Severity) -> Trap:
    return Trap(
        applied,
        f"downgrade() does not set the sequence of {table}.{column}: it comes to values that the "
        "rows already have",
        f"op.execute(\"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
        f'max({column})) FROM {table}")',
        f"{table}.{column}",
        severity,
    )
