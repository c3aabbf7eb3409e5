"""A value that differs from run to run becomes part of the schema.

`datetime.now()`, `uuid4()`, `random()` and the like, called in Python for a `server_default`.

Why: it is computed once, while the revision runs. Every row gets this one value ever after, and
another database gets another one: their schemas differ at the same revision.

Instead: let the server compute it, `server_default=sa.func.now()` or
`sa.text("gen_random_uuid()")`.

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

CODE = "MRT707"
NAME = "frozen-value"
SEVERITY = Severity.WARNING
HINT = re.compile(rb"server_default")

_CHANGING: Final = (
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today",
    "datetime.date.today", "time.time", "uuid.uuid1", "uuid.uuid4", "random.", "secrets.",
    "os.urandom",
)  # fmt: skip


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each default of the server that Python computes anew each time."""
    for keyword in code.of_class(ast.keyword):
        if keyword.arg == "server_default":
            for node in ast.walk(keyword.value):
                if isinstance(node, ast.Call) and code.dotted(node).startswith(_CHANGING):
                    yield _finding(entry, code, node)


def _finding(entry: Analysed, code: Code, call: ast.Call) -> Finding:
    name = ast.unparse(call)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} makes {name} a server default: it is computed once, "
        "while the revision runs, and differs from database to database.",
        revision=entry.revision,
        location=code.location(call),
        remedy=f"Let the server compute it: server_default={_remedy(code.dotted(call))}.",
        object=name,
    )


def _remedy(name: str) -> str:
    dates = name.startswith(("datetime.", "time."))
    return "sa.func.now()" if dates else 'sa.text("gen_random_uuid()")'
