"""One `execute()` is given several statements.

Only where the run is for SQLite: psycopg and mysqlclient run all of them, asyncpg and PyMySQL
refuse.

Why: the driver refuses ("You can only execute one statement at a time"), and the revision fails.

Instead: give each statement an `execute()` of its own.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.executions import executions
from alembic_mrt.analyzer.reached import reached
from alembic_mrt.finding import Finding, Severity
from alembic_mrt.operations.sql.split import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.executions import Execution

CODE = "MRT715"
NAME = "several-statements"
SEVERITY = Severity.ERROR
HINT = re.compile(rb";\s*\S")


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each call with several statements."""
    for execution in executions(code) if entry.dialect == "sqlite" else ():
        number = len(list(statements(execution.sql or "")))
        step = reached(entry, execution.location) if number > 1 else None
        if step is not None:
            rank = Severity.WARNING if step.maybe else SEVERITY
            yield _finding(entry, execution, number, rank)


def _finding(entry: Analysed, execution: Execution, number: int, severity: Severity) -> Finding:
    return Finding(
        code=CODE,
        severity=severity,
        message=f"Revision {entry.revision} hands {number} statements to one execute(), which the "
        "driver of SQLite refuses.",
        revision=entry.revision,
        location=execution.location,
        remedy="Give each statement an execute() of its own.",
        object=" ".join(str(execution.sql).split())[:60],
    )
