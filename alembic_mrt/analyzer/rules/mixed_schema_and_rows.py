"""A revision changes both the schema and the rows of tables that were there before.

Why: where the change of rows fails, or takes long, the change of the schema waits with it, and so
do its locks. On a database without transactional DDL, half of it stays.

Instead: write a revision for the schema, one for the rows, and one more for what the rows had to
be changed for.

Since: 0.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic_mrt.analyzer.wording import describe
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.vocabulary import CreateTable, Delete, Insert, Update

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed, Context
    from alembic_mrt.operations.vocabulary import Operation

CODE = "MRT716"
NAME = "mixed-schema-and-rows"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each upgrade that does both."""
    for entry in context.revisions:
        new = {step.table for step in entry.upgrade if isinstance(step, CreateTable)}
        steps = entry.upgrade_effects
        rows = [s for s in steps if isinstance(s, (Insert, Update, Delete)) and s.table not in new]
        schema = [step for step in steps if not isinstance(step, (Insert, Update, Delete))]
        if rows and schema:
            yield _finding(entry, rows[0], schema[0])


def _finding(entry: Analysed, rows: Operation, schema: Operation) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"upgrade() of revision {entry.revision} {describe(schema)}, and also "
        f"{describe(rows)}.",
        revision=entry.revision,
        location=rows.location,
        related=schema.location,
        remedy="Change the rows in a revision of its own.",
        object="upgrade",
    )
