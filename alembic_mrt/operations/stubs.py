"""Functions whose body does nothing."""

from __future__ import annotations

import ast

from alembic_mrt.operations.names import is_logging
from alembic_mrt.operations.values import source_of


def does_nothing(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    """Tell whether a function only passes, returns, logs or documents itself."""
    return not isinstance(node, ast.Lambda) and all(_is_nothing(part) for part in node.body)


def _is_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Pass | ast.Import | ast.ImportFrom | ast.Return):
        return not isinstance(getattr(node, "value", None), ast.Call)
    if not isinstance(node, ast.Expr):
        return False
    value = node.value
    if isinstance(value, ast.Call):
        name = source_of(value.func)
        return name == "print" or is_logging(name)
    return isinstance(value, ast.Constant)
