"""downgrade() asks for rows, and raises where it finds some.

A query on a table of the schema, and a `raise` under a condition after it. A question to the
catalog, such as whether a table exists, is none.

Why: the revision can be taken back as long as nobody has used it. A downgrade is mostly needed
after the new version has run for a while.

Instead: keep the rows where the next upgrade finds them, and let downgrade() go on. Where they
cannot be kept, declare the revision irreversible, with the reason.

Since: 0.1
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.traps import Step, Trap, trap_findings
from alembic_mrt.finding import Severity
from alembic_mrt.operations.replay_workspace import asks
from alembic_mrt.operations.sql.tables_read import read_tables
from alembic_mrt.operations.sql.tokens import tokenize
from alembic_mrt.operations.vocabulary import Execute, Raise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Context
    from alembic_mrt.finding import Finding
    from alembic_mrt.operations.replay import Applied

CODE = "MRT136"
NAME = "downgrade-refuses-rows"
SEVERITY = Severity.WARNING

_NO_CHOICE: Final = re.compile(r"dialect|offline|as_sql|environ|get_x_argument|except\b")


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each exception that rows decide on."""
    return trap_findings(context, CODE, _look, (Raise,))


def _look(step: Step) -> Iterator[Trap]:
    queried = ""
    for applied in step.applied if step.name == "downgrade" else ():
        operation = applied.operation
        if isinstance(operation, Execute):
            queried = _queried(applied, operation, queried)
        if queried and isinstance(operation, Raise) and _is_on_rows(operation):
            yield _trap(applied, operation, queried)


def _queried(applied: Applied, operation: Execute, before: str) -> str:
    """Return the first table of the schema that a query reads, or none where it asks the catalog.

    Of a statement that is no query, the one ``before``.
    """
    if operation.sql.startswith("pragma"):
        return ""
    if not operation.sql.startswith("select"):
        return before
    names = read_tables(tokenize(operation.sql))
    buckets = applied.before.buckets.names()
    return next((name for name in names if ("", name) in buckets), "")


def _is_on_rows(operation: Raise) -> bool:
    """Tell whether a condition decides, and none on the catalog or on the environment."""
    if not operation.maybe or _NO_CHOICE.search(operation.conditional):
        return False
    last = operation.conditional.rpartition(" and ")[2]
    return bool(last) and not asks(replace(operation, conditional=last))


def _trap(applied: Applied, operation: Raise, table: str) -> Trap:
    return Trap(
        applied,
        f"downgrade() reads {table} and raises {operation.exception} where "
        f"`{operation.conditional}`: it fails once such rows have been written",
        "Keep the rows where the next upgrade finds them, or declare the revision irreversible, "
        "with the reason.",
        f"table {table}",
        SEVERITY,
    )
