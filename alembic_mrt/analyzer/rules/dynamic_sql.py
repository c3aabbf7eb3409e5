"""Values that only a run knows are pasted into the text of a statement.

By an f-string, `%`, `format()` or `+`, where what is pasted in is neither a constant nor made of
constants.

Why: a quote in the value breaks the statement, or becomes part of it. And what the statement does
cannot be analysed.

Instead: hand the values over as parameters:
`connection.execute(sa.text("... :name"), {"name": name})`.

Since: 0.1
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from alembic_mrt.analyzer.executions import constant, executions
from alembic_mrt.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.executions import Execution

CODE = "MRT713"
NAME = "dynamic-sql"
SEVERITY = Severity.NOTE
ON_BY_DEFAULT = False
HINT = re.compile(rb"execute\(")


def check_code(entry: Analysed, code: Code) -> Iterator[Finding]:
    """Yield a finding for each statement with a value pasted in."""
    for execution in executions(code):
        if execution.sql is None:
            pasted = next((p for p in _pasted(execution.made) if not _is_known(code, p)), None)
            if pasted is not None:
                yield _finding(entry, execution, ast.unparse(pasted))


def _pasted(made: ast.expr) -> Iterator[ast.expr]:
    """Yield what is pasted into a text."""
    if isinstance(made, ast.JoinedStr):
        yield from (part.value for part in made.values if isinstance(part, ast.FormattedValue))
    elif isinstance(made, ast.BinOp) and isinstance(made.op, ast.Mod):
        yield from made.right.elts if isinstance(made.right, ast.Tuple) else [made.right]
    elif isinstance(made, ast.BinOp) and isinstance(made.op, ast.Add):
        for side in (made.left, made.right):
            yield from [side] if not isinstance(side, ast.BinOp | ast.JoinedStr) else _pasted(side)
    elif isinstance(made, ast.Call) and getattr(made.func, "attr", "") == "format":
        yield from (*made.args, *(keyword.value for keyword in made.keywords))


def _is_known(code: Code, node: ast.expr) -> bool:
    """Tell whether a value is constant, or one of those that a loop over constants takes."""
    if isinstance(node, ast.Constant) or constant(code, node) is not None:
        return True
    loops = (above for above in code.parents(node) if isinstance(above, ast.For))
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    known = [loop for loop in loops if _is_literal(code, loop.iter)]
    bound = {n.id for loop in known for n in ast.walk(loop.target) if isinstance(n, ast.Name)}
    return bool(names) and names <= bound


def _is_literal(code: Code, node: ast.expr) -> bool:
    value = code.assigned(node.id, node) if isinstance(node, ast.Name) else node
    parts = ast.walk(value) if value is not None else iter(())
    plain = (ast.Constant, ast.Tuple, ast.List, ast.Set, ast.Dict, ast.Load)
    return value is not None and all(isinstance(part, plain) for part in parts)


def _finding(entry: Analysed, execution: Execution, pasted: str) -> Finding:
    return Finding(
        code=CODE,
        severity=SEVERITY,
        message=f"Revision {entry.revision} pastes {pasted} into the text of a statement.",
        revision=entry.revision,
        location=execution.location,
        remedy='Hand it over as a parameter: sa.text("... :name"), {"name": ...}.',
        object=pasted,
    )
