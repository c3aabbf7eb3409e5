"""Scripts that stop while they are imported, whatever the circumstances."""

from __future__ import annotations

import ast
from typing import Final

_EXITS: Final = {"exit", "quit", "sys.exit", "os._exit", "os.abort"}


def stop(tree: ast.Module) -> tuple[str, int] | None:
    """Return what ends the module level of a script for certain, and its line, or None."""
    for statement in tree.body:
        told = _told(statement)
        if told is not None:
            return told, statement.lineno
    return None


def _told(statement: ast.stmt) -> str | None:
    match statement:
        case ast.Raise(exc=None):
            return "raises"
        case ast.Raise(exc=ast.Call(func=raised)) | ast.Raise(exc=ast.expr() as raised):
            return f"raises {ast.unparse(raised)}"
        case ast.Expr(value=ast.Call(func=called)) if ast.unparse(called) in _EXITS:
            return f"calls {ast.unparse(called)}()"
    return None
