"""The variables at the head of a revision script, read from its syntax tree.

A value counts when it is constant: a literal, a name that the module bound to one, or such
values joined by ``+``, an f-string, a tuple, list or set. Anything else is :data:`NOT_CONSTANT`.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias


class NotConstant(enum.Enum):
    """Stand for a value that only running the script would tell."""

    NOT_CONSTANT = "not constant"


NOT_CONSTANT: Final = NotConstant.NOT_CONSTANT
Value: TypeAlias = object


@dataclass(slots=True)
class Header:
    """Hold what the module level binds: constants by name, and the line of each.

    ``assigned`` are the names bound by a plain assignment, not by an import or a definition.
    ``tree`` is the whole script, where it is to be kept.
    """

    docstring: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    assigned: set[str] = field(default_factory=set)
    tree: ast.Module | None = None

    def bind(self, name: str, value: Value, line: int) -> None:
        """Note that ``name`` holds ``value`` from ``line`` on."""
        self.values[name] = value
        self.lines[name] = line


def read_header(tree: ast.Module) -> Header:
    """Collect the bindings of the module level, in order; nothing is run."""
    header = Header(docstring=ast.get_docstring(tree) or "")
    for statement in tree.body:
        _read_statement(statement, header)
    return header


def _read_statement(statement: ast.stmt, header: Header) -> None:
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _assign(target, evaluate(value, header.values), header)
        case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
            _assign(target, evaluate(value, header.values), header)
        case ast.AnnAssign():
            pass
        case _:
            for name, line in _bound(statement):
                header.bind(name, NOT_CONSTANT, line)


def _assign(target: ast.expr, value: Value, header: Header) -> None:
    if isinstance(target, ast.Name):
        header.bind(target.id, value, target.lineno)
        header.assigned.add(target.id)
        return
    if not isinstance(target, (ast.Tuple, ast.List)):
        return
    known = isinstance(value, tuple) and len(value) == len(target.elts)
    values = value if known and isinstance(value, tuple) else (NOT_CONSTANT,) * len(target.elts)
    for element, item in zip(target.elts, values, strict=True):
        _assign(element, item, header)


def evaluate(node: ast.expr, names: dict[str, Value]) -> Value:
    """Return the value of a constant expression, sequences as tuples."""
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name):
            return names.get(name, NOT_CONSTANT)
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            return _all_known(evaluate(element, names) for element in elements)
        case ast.JoinedStr(values=parts):
            return _joined(_all_known(_formatted(part, names) for part in parts))
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _added(evaluate(left, names), evaluate(right, names))
    return NOT_CONSTANT


def _all_known(values: Iterable[Value]) -> Value:
    collected = tuple(values)
    return NOT_CONSTANT if NOT_CONSTANT in collected else collected


def _formatted(part: ast.expr, names: dict[str, Value]) -> Value:
    if isinstance(part, ast.FormattedValue):
        if part.format_spec is not None or part.conversion != -1:
            return NOT_CONSTANT
        value = evaluate(part.value, names)
        return value if isinstance(value, str) else NOT_CONSTANT
    return evaluate(part, names)


def _joined(parts: Value) -> Value:
    return "".join(map(str, parts)) if isinstance(parts, tuple) else NOT_CONSTANT


def _added(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left + right
    return NOT_CONSTANT


def _bound(statement: ast.stmt) -> Iterator[tuple[str, int]]:
    """Yield the names that a statement may bind, those inside its blocks included."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield statement.name, statement.lineno
        case ast.Import() | ast.ImportFrom():
            for alias in statement.names:
                yield alias.asname or alias.name.partition(".")[0], statement.lineno
        case ast.Expr():
            pass
        case _:
            yield from _bound_in_block(statement)


def _bound_in_block(node: ast.AST) -> Iterator[tuple[str, int]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield from _bound(child)
        elif isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield child.id, child.lineno
        else:
            yield from _bound_in_block(child)
