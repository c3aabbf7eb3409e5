"""The environment decides what a revision does.

An `if` on an environment variable, on settings of the application or on `-x` arguments, with
operations below it or a return that skips them.

Why: two databases at the same revision then differ, and the downgrade may be run where the
variable says something else than at the time of the upgrade.

Instead: do the same everywhere. Where the two really differ, let each have a branch or a version
table of its own, or ask the database what it holds.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.analyzer.application import is_application
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed

CODE = "MRT706"
NAME = "environment-decides"
SEVERITY = Severity.WARNING
HINT = re.compile(rb"environ|getenv|get_x_argument|settings|conf")

_ENVIRONMENT: Final = ("os.environ", "os.getenv")
_SETTINGS: Final = re.compile(r"settings?|conf(ig|iguration)?", re.IGNORECASE)


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each condition on the environment that bears on operations."""
    for condition in code.of_class(ast.If):
        if code.function(condition) and _bears_on_operations(code, condition):
            source = _source(code, condition.test)
            if source:
                yield _finding(entry, code, condition, source)


def _bears_on_operations(code: Code, condition: ast.If) -> bool:
    leaves = isinstance(condition.body[-1], ast.Return)
    inside = (node for part in (*condition.body, *condition.orelse) for node in ast.walk(part))
    operates = any(
        isinstance(node, ast.Call) and code.dotted(node).startswith("alembic.op.")
        for node in inside
    )
    return operates or (leaves and code.function(condition) in ("upgrade", "downgrade"))


def _source(code: Code, test: ast.expr) -> str:
    """Return what in a condition comes from the environment, a name that holds it included."""
    for node in ast.walk(test):
        if isinstance(node, ast.Name):
            value = code.assigned(node.id, node)
            found = "" if value is None else _told(code, value)
            if found:
                return found
    return _told(code, test)


def _told(code: Code, node: ast.expr) -> str:
    for part in ast.walk(node):
        name = code.dotted(part)
        if name.startswith(_ENVIRONMENT):
            return "an environment variable"
        if name.endswith("get_x_argument"):
            return "an -x argument"
        words = _spelled(code, part)
        if any(map(_SETTINGS.fullmatch, words)) and is_application(code, part):
            return f"{'.'.join(words[-2:])} of the application"
    return ""


def _spelled(code: Code, node: ast.AST) -> list[str]:
    """Return the words of a name from the imported one on, without the module that it is from."""
    words: list[str] = []
    while isinstance(node, ast.Attribute):
        words.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        words.append(code.imported.get(node.id, node.id).rpartition(".")[2])
    return words[::-1]


def _finding(entry: Analysed, code: Code, condition: ast.If, source: str) -> Finding:
    test = ast.unparse(condition.test)
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"What {code.function(condition)}() of revision {entry.revision} does depends on "
        f"{source}: `if {test}`.",
        revision=entry.revision,
        location=code.location(condition),
        remedy="Do the same everywhere, or ask the database what it holds.",
        object=test,
    )
