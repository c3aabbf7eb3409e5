"""Expressions of Python as `ruff format` writes them, whole or in parts."""

from __future__ import annotations

import ast
from typing import TypeAlias

from alembic_mrt.generation.literals import quoted

Part: TypeAlias = "tuple[str, ast.expr | str]"
"""What stands before an expression on its line, and the expression, or its text."""


def chained(node: ast.Call) -> tuple[ast.Call, str] | None:
    """Return the call that another one is chained to, and the text of the last one."""
    func = node.func
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Call):
        return None
    inner = func.value
    has_arguments = inner.args or inner.keywords
    return (inner, flat(node).removeprefix(flat(inner))) if has_arguments else None


def parts(node: ast.expr) -> tuple[str, list[Part], str] | None:
    """Return the opening, the arguments and the closing of what can be written on several lines."""
    match node:
        case ast.Call(args=args, keywords=named) if args or named:
            last: list[Part] = [(f"{k.arg}=" if k.arg else "**", k.value) for k in named]
            return f"{flat(node.func)}(", [("", arg) for arg in args] + last, ")"
        case ast.List(elts=items) if items:
            return "[", [("", item) for item in items], "]"
        case ast.Tuple(elts=items) if items:
            return "(", [("", item) for item in items], ")"
        case ast.Dict(keys=keys, values=values) if keys:
            return "{", [(_key(k), v) for k, v in zip(keys, values, strict=True)], "}"
    return None


def flat(node: ast.expr) -> str:
    """Return an expression on one line, its strings in the quotes of ``ruff format``."""
    found = None if isinstance(node, ast.Tuple) and len(node.elts) == 1 else parts(node)
    if found is None:
        return _small(node)
    opening, arguments, closing = found
    inner = ", ".join(f"{h}{v if isinstance(v, str) else flat(v)}" for h, v in arguments)
    return f"{opening}{inner}{closing}"


def _small(node: ast.expr) -> str:
    """Return an expression that is never parted."""
    text = ast.unparse(node)
    match node:
        case ast.Constant(value=str() as value, kind=None):
            text = quoted(value)
        case ast.Call():
            text = f"{flat(node.func)}()"
        case ast.Attribute():
            text = f"{flat(node.value)}.{node.attr}"
        case ast.Compare(ops=[ast.Eq()]):
            text = f"{flat(node.left)} == {flat(node.comparators[0])}"
        case ast.BinOp(op=ast.Add()):
            text = f"{flat(node.left)} + {flat(node.right)}"
        case ast.Subscript():
            text = f"{flat(node.value)}[{flat(node.slice)}]"
        case ast.Starred():
            text = f"*{flat(node.value)}"
        case ast.Tuple(elts=[only]):
            text = f"({flat(only)},)"
    return text


def _key(node: ast.expr | None) -> str:
    return "**" if node is None else f"{flat(node)}: "
