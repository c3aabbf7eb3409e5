"""A script runs an operation while it is imported.

A call of `op` at module level, and not in upgrade() or downgrade().

Why: Alembic imports every script of the history for every command. `alembic history` and `alembic
heads` fail with a NameError ("the proxy object has not yet been established"), and `alembic
upgrade` runs the operation each time that the history is loaded, whatever the revision.

Instead: move the call into upgrade().

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed

CODE = "MRT708"
NAME = "operation-at-import"
SEVERITY = Severity.ERROR
HINT = re.compile(
    rb"^(?!def |async |class |from |import )"
    rb"(?!revision\b|down_revision\b|branch_labels\b|depends_on\b)[A-Za-z_]",
    re.MULTILINE,
)


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each call of ``op`` that an import makes."""
    for call in code.of_class(ast.Call):
        imported = code.dotted(call).startswith("alembic.op.")
        if imported and not code.function(call) and not _is_guarded(code, call):
            yield _finding(entry, code, call)


def _is_guarded(code: Code, call: ast.Call) -> bool:
    """Tell whether the call stands below `if __name__ == "__main__"`."""
    conditions = (above for above in code.parents(call) if isinstance(above, ast.If))
    names = (node for above in conditions for node in ast.walk(above.test))
    return any(isinstance(name, ast.Name) and name.id == "__name__" for name in names)


def _finding(entry: Analysed, code: Code, call: ast.Call) -> Finding:
    name = ast.unparse(call.func)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"{name}() of revision {entry.revision} stands outside of upgrade(): it is called "
        "while the script is imported, and `alembic history` fails.",
        revision=entry.revision,
        location=code.location(call),
        remedy="Move the call into upgrade().",
        object=name,
    )
