"""A script uses a model of the application.

A class that is imported from the application and handed to a query, or whose table, metadata or
columns are used. Classes that the script itself defines are none.

Why: the model changes with the application, and the script does not. Once the model has a column
that a later revision adds, the query of this one asks for it too early and fails; once the class is
gone or renamed, no Alembic command can load the history.

Instead: write down in the script what it needs of the table, as it is at that point:
`users = sa.table("users", sa.column("id"), sa.column("name"))`.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.application import IMPORT, application_classes, is_application
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed

CODE = "MRT704"
NAME = "application-model"
SEVERITY = Severity.WARNING
HINT = re.compile(IMPORT, re.MULTILINE)

_MAPPED: Final = {"__table__", "__mapper__", "metadata"}
_QUERIES: Final = {"query", "get", "merge", "add", "add_all", "bulk_insert_mappings"}
_STATEMENTS: Final = {f"sqlalchemy.{name}" for name in ("select", "insert", "update", "delete")}


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each model, at its first use."""
    seen: set[str] = set()
    for node in _uses(code):
        name = code.dotted(node)
        if name not in seen:
            seen.add(name)
            yield _finding(entry, code, node, name)


def _uses(code: Code) -> Iterator[ast.expr]:
    for attribute in code.of_class(ast.Attribute):
        if attribute.attr in _MAPPED and is_application(code, attribute.value):
            yield attribute.value
    for call in code.of_class(ast.Call):
        if _is_query(code, call):
            for argument in call.args:
                yield from list(application_classes(code, argument))[:1]


def _is_query(code: Code, call: ast.Call) -> bool:
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    session = method in _QUERIES and "session" in code.dotted(call).lower()
    return session or code.dotted(call) in _STATEMENTS


def _finding(entry: Analysed, code: Code, node: ast.expr, name: str) -> Finding:
    module, _, model = name.rpartition(".")
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} uses {model} of {module} as the application has it "
        "today, not as it is at this point of the history.",
        revision=entry.revision,
        location=code.location(node),
        remedy='Write down the table as it is here: sa.table("...", sa.column("id"), ...).',
        object=name,
    )
