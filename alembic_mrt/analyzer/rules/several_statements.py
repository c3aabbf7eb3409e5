"""One `execute()` is given several statements.

Why: the driver of SQLite refuses ("You can only execute one statement at a time"), which makes it
an error there. PyMySQL refuses too, unless it is told otherwise: a warning on MySQL. On PostgreSQL
psycopg and psycopg2 run all of them and asyncpg refuses; there, and where the dialect is not known,
it is no finding.

Instead: give each statement an `execute()` of its own.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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

_SEVERITIES: Final = {
    "sqlite": Severity.ERROR,
    "mysql": Severity.WARNING,
    "mariadb": Severity.WARNING,
}


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each call with several statements, on dialects that refuse them."""
    severity = _SEVERITIES.get(entry.dialect or "")
    for execution in executions(code) if severity is not None else ():
        number = len(list(statements(execution.sql or "")))
        step = reached(entry, execution.location) if number > 1 else None
        if severity is not None and step is not None:
            rank = Severity.WARNING if step.maybe else severity
            yield _finding(entry, execution, number, rank)


def _finding(entry: Analysed, execution: Execution, number: int, severity: Severity) -> Finding:
    return Finding(
        code=CODE,
        severity=severity,
        message=f"Revision {entry.revision} hands {number} statements to one execute(), which "
        f"drivers of {entry.dialect} refuse.",
        revision=entry.revision,
        location=execution.location,
        remedy="Give each statement an execute() of its own.",
        object=" ".join(str(execution.sql).split())[:60],
    )
