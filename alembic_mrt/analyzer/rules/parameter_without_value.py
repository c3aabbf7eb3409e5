r"""A colon in SQL is taken for a parameter, and no value is given.

`op.execute()` and `sa.text()` take `:name` for a parameter wherever it stands, within quotes and
comments too; only `::name`, `\:name` and a colon after a letter or digit are left alone.

Why: the statement fails when it is run: "A value is required for bind parameter 'name'".

Instead: write `\:name` in a raw string for a colon that is meant as such, or give the value:
`sa.text("... :name").bindparams(name=...)`.

Since: 0.1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.executions import executions
from alembic_mrt.analyzer.reached import reached
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.executions import Execution

CODE = "MRT714"
NAME = "parameter-without-value"
SEVERITY = Severity.ERROR
HINT = re.compile(rb"(?<![:\w\\]):\w")

# TextClause._bind_params_regex of SQLAlchemy 2.0 and 2.1.
_PARAMETER: Final = re.compile(r"(?<![:\w\x5c]):(\w+)(?!:)")


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each statement that asks for a value that nobody gives."""
    for execution in executions(code):
        if execution.sql is not None and execution.parsed and not execution.given:
            found = _PARAMETER.search(execution.sql)
            step = reached(entry, execution.location) if found else None
            if found and step is not None:
                yield _finding(entry, execution, found[1], certain=not step.maybe)


def _finding(entry: Analysed, execution: Execution, name: str, *, certain: bool) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY if certain else Severity.WARNING,
        message=f'A statement of revision {entry.revision} fails: ":{name}" is taken for a '
        "parameter, and no value is given.",
        revision=entry.revision,
        location=execution.location,
        remedy=f"Write \\:{name} in a raw string, or give the value: "
        f"sa.text(...).bindparams({name if name.isidentifier() else 'name'}=...).",
        object=f":{name}",
    )
