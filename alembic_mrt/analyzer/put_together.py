"""Values that downgrade() puts together in Python, out of parts of what was there."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.vocabulary import Opaque

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.context import Analysed
    from alembic_mrt.analyzer.data.trail import Spot
    from alembic_mrt.finding import Location
    from alembic_mrt.operations.replay import Replayed

_METHODS: Final = frozenset(
    {"join", "split", "rsplit", "partition", "rpartition", "splitlines", "strip", "lstrip",
     "rstrip", "lower", "upper", "title", "capitalize", "zfill"}
)  # fmt: skip
"""Methods of texts that another text may give the same for."""


def written_anew(entry: Analysed, run: Replayed, place: Spot) -> str:
    """Return the method by which a statement of downgrade() that is not read makes a column."""
    steps = (applied.operation for applied in run.downgrade)
    writing = (
        step.location
        for step in steps
        if isinstance(step, Opaque) and place.column in {name.casefold() for name in step.writes}
    )
    return next((found for at in writing if (found := put_together(entry, at, place.column))), "")


def put_together(entry: Analysed, where: Location, column: str) -> str:
    """Return the method by which a statement makes a column, empty where none is seen."""
    for function in ast.walk(entry.script.tree()):
        if isinstance(function, ast.FunctionDef) and _spans(function, where.line):
            for value in _values(function, where.line, column):
                found = _method(value) or _method_of_names(function, value)
                if found:
                    return f"{found}()"
    return ""


def _spans(function: ast.FunctionDef, line: int | None) -> bool:
    return line is not None and function.lineno <= line <= (function.end_lineno or function.lineno)


def _values(function: ast.FunctionDef, line: int | None, column: str) -> Iterator[ast.expr]:
    """Yield what the call at a line gives to a column, by a parameter or in values()."""
    named = {found.casefold() for found in _parameters(function, column)} | {column}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.lineno == line:
            pairs = [(keyword.arg, keyword.value) for keyword in node.keywords]
            for argument in node.args:
                if isinstance(argument, ast.Dict):
                    keys = (getattr(key, "value", None) for key in argument.keys)
                    pairs += zip(keys, argument.values, strict=True)
            yield from (value for name, value in pairs if str(name).casefold() in named)


def _parameters(function: ast.FunctionDef, column: str) -> list[str]:
    """Return the parameters that SQL in a function sets a column to."""
    assigned = re.compile(rf"\b{re.escape(column)}\W?\s*=\s*:(\w+)", re.IGNORECASE)
    texts = (n.value for n in ast.walk(function) if isinstance(n, ast.Constant))
    return [name for text in texts if isinstance(text, str) for name in assigned.findall(text)]


def _method(value: ast.AST) -> str:
    called = (node.func for node in ast.walk(value) if isinstance(node, ast.Call))
    names = (func.attr for func in called if isinstance(func, ast.Attribute))
    return next((name for name in names if name in _METHODS), "")


def _method_of_names(function: ast.FunctionDef, value: ast.AST) -> str:
    """Look at what is assigned to the names of an expression."""
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            bound = {n.id for target in node.targets for n in ast.walk(target)
                     if isinstance(n, ast.Name)}  # fmt: skip
            if bound & names and (found := _method(node.value)):
                return found
    return ""
