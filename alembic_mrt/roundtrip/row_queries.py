"""What a script reads out of tables, what it sends to change them, and in which of its lines."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SENDS: Final = frozenset({"execute", "exec_driver_sql"})
_READS: Final = _SENDS | {"query", "scalars", "scalar"}
_CHANGES: Final = frozenset({"update", "insert", "delete"})
_CHANGE: Final = re.compile(r"\s*(?:update|insert|delete)\b", re.IGNORECASE)
_OF_SCHEMA: Final = re.compile(
    r"information_schema|\bsqlite_(?:master|schema)|\bpragma|\bpg_|\bto_reg|\bversion\(|\bcurrent_"
    r"|\bshow\s|\balembic_version",
    re.IGNORECASE,
)
_BLANKS: Final = re.compile(r"(?:\\n|\s)+")
_LONGEST: Final = 100
_DEPTH: Final = 4

Named: TypeAlias = "Mapping[str, list[ast.expr]]"
Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


def functions_of(tree: ast.Module) -> list[Function]:
    """Return the functions of a script, wherever they stand."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def query_in(
    expression: ast.expr, named: Named, readers: Collection[str] = (), depth: int = _DEPTH
) -> ast.expr | None:
    """Return the expression that sends the query whose rows another one is made of.

    A call of one of ``readers`` is one, too.
    """
    if _reads(expression, readers):
        return expression
    for name in (node for node in ast.walk(expression) if isinstance(node, ast.Name)):
        value = value_of(name, named)
        found = query_in(value, named, readers, depth - 1) if value is not None and depth else None
        if found is not None:
            return found
    return None


def _reads(expression: ast.expr, readers: Collection[str]) -> bool:
    calls = (node for node in ast.walk(expression) if isinstance(node, ast.Call))
    return any(
        called(call) in _READS or (isinstance(call.func, ast.Name) and call.func.id in readers)
        for call in calls
    )


def is_of_schema(expression: ast.expr, named: Named, depth: int = _DEPTH) -> bool:
    """Tell whether a query asks for what there is in the database, and not for rows of a table."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _OF_SCHEMA.search(node.value):
                return True
        elif isinstance(node, ast.Name) and depth:
            value = value_of(node, named)
            if value is not None and is_of_schema(value, named, depth - 1):
                return True
    return False


def calls_in(statement: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that rows alone decide on: none of one dialect or of what has failed."""
    if isinstance(statement, ast.If) and "dialect" in ast.unparse(statement.test):
        return
    if isinstance(statement, ast.ExceptHandler | ast.FunctionDef):
        return
    if isinstance(statement, ast.Call):
        yield statement
    for child in ast.iter_child_nodes(statement):
        yield from calls_in(child)


def sends_changes(function: Function, named: Named) -> bool:
    """Tell whether a function sends a statement that changes rows."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(is_sent_change(call, named) for call in calls)


def is_sent_change(call: ast.Call, named: Named) -> bool:
    """Tell whether a call sends a statement that changes rows."""
    if called(call) not in _SENDS or not call.args:
        return False
    parts = list(ast.walk(call.args[0]))
    values = [value_of(part, named) for part in parts if isinstance(part, ast.Name)]
    parts += [node for value in values if value is not None for node in ast.walk(value)]
    return any(
        (isinstance(part, ast.Call) and called(part) in _CHANGES)
        or (isinstance(part, ast.Constant) and _is_change(part.value))
        for part in parts
    )


def _is_change(value: object) -> bool:
    return isinstance(value, str) and _CHANGE.match(value) is not None


def value_of(name: ast.Name, named: Named) -> ast.expr | None:
    """Return what was last assigned to a name above the line where it is used."""
    above = [v for v in named.get(name.id, ()) if v.lineno <= name.lineno]
    return max(above, key=lambda value: value.lineno, default=None)


def called(call: ast.Call) -> str:
    """Return the name of what is called, whatever it is a part of."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return what is assigned to the names of a script, whichever function they are in."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for statement in (node for node in ast.walk(tree) if isinstance(node, ast.Assign)):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                found[target.id].append(statement.value)
    return found


def lines_of(node: ast.expr | ast.stmt) -> range:
    """Return the lines that a part of a script stands in."""
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def shortened(node: ast.expr) -> str:
    """Return an expression in one line."""
    text = _BLANKS.sub(" ", ast.unparse(node))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
