"""A script reads from the database, which offline mode does not have.

`alembic upgrade --sql` writes a script and connects to nothing. A script that looks at
`context.is_offline_mode()` is no finding.

Why: the result of a query is None in offline mode, and an inspector cannot be had at all: the
command stops with an exception.

Instead: write what the revision does without asking, or ask only where
`context.is_offline_mode()` is false.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed

CODE = "MRT709"
NAME = "offline-unsafe"
SEVERITY = Severity.WARNING
ON_BY_DEFAULT = False
HINT = re.compile(rb"get_bind|get_context|inspect|autoload")

_AWARE: Final = re.compile(rb"is_offline_mode|as_sql")
_READS: Final = {
    "all", "fetchall", "fetchmany", "fetchone", "first", "mappings", "one", "one_or_none",
    "scalar", "scalar_one", "scalar_one_or_none", "scalars",
}  # fmt: skip


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield one finding for each script that asks the database, at the first question."""
    if _AWARE.search(code.script.content):
        return
    for call in code.of_class(ast.Call):
        if code.function(call) and _asks(code, call):
            yield _finding(entry, code, call)
            return


def _asks(code: Code, call: ast.Call) -> bool:
    method = call.func
    if code.dotted(call) in {"sqlalchemy.inspect", "sqlalchemy.inspection.inspect"}:
        return True
    if any(keyword.arg == "autoload_with" for keyword in call.keywords):
        return True
    return isinstance(method, ast.Attribute) and method.attr in _READS and _runs(method.value)


def _runs(node: ast.expr) -> bool:
    """Tell whether an expression is the result of a statement."""
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"execute", "query"}
        for part in ast.walk(node)
    )


def _finding(entry: Analysed, code: Code, call: ast.Call) -> Finding:
    asked = ast.unparse(call.func)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} asks the database ({asked}), which `alembic upgrade "
        "--sql` does not have.",
        revision=entry.revision,
        location=code.location(call),
        remedy="Ask only where context.is_offline_mode() is false.",
        object=asked,
    )
