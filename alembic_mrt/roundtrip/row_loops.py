"""Statements that a script sends for some of the rows that it has read, and did not send.

Where Python decides which rows are changed, no statement tells that none of them was: the trip is
clean, and proves nothing. So the script is asked which statements stand in a loop over rows, and
the stack from which of its lines statements were sent.
"""

from __future__ import annotations

import ast
import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_SENDS: Final = frozenset({"execute", "exec_driver_sql"})
_READS: Final = _SENDS | {"query", "scalars"}
_CHANGES: Final = frozenset({"update", "insert", "delete"})
_CHANGE: Final = re.compile(r"\s*(?:update|insert|delete)\b", re.IGNORECASE)
_BLANKS: Final = re.compile(r"(?:\\n|\s)+")
_LONGEST: Final = 100

_Named: TypeAlias = "Mapping[str, list[ast.expr]]"
_Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


@dataclass(frozen=True, slots=True)
class RowLoop:
    """Hold the lines of a query and those of a change made for each of some of its rows."""

    query: range
    change: range
    text: str

    def is_missed(self, lines: Collection[int]) -> bool:
        """Tell whether the query was sent from ``lines``, and the change was not."""
        sent = set(lines)
        return not sent.isdisjoint(self.query) and sent.isdisjoint(self.change)


@functools.lru_cache(maxsize=4)
def row_loops(source: str) -> tuple[RowLoop, ...]:
    """Return the loops over rows in which a script changes some."""
    if " for " not in source or "execute" not in source:
        return ()
    tree = ast.parse(source)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    named = _assigned(tree)
    changing = {f.name for f in functions if any(_sent_changes(f, named))}
    found = (_of_function(f, named, changing) for f in functions)
    return tuple(dict.fromkeys(loop for loops in found for loop in loops))


def _of_function(
    function: _Function, named: _Named, changing: Collection[str]
) -> Iterator[RowLoop]:
    for loop in ast.walk(function):
        query = _query(loop.iter, named) if isinstance(loop, ast.For | ast.AsyncFor) else None
        if query is None or not isinstance(loop, ast.For | ast.AsyncFor):
            continue
        for call in (call for statement in loop.body for call in _calls(statement)):
            helper = isinstance(call.func, ast.Name) and call.func.id in changing
            if helper or _is_sent_change(call, named):
                text = _BLANKS.sub(" ", ast.unparse(call))
                short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
                yield RowLoop(_lines(query), _lines(call), short)


def _query(expression: ast.expr, named: _Named) -> ast.expr | None:
    """Return the expression that sends the query whose rows a loop goes over."""
    names = [node for node in ast.walk(expression) if isinstance(node, ast.Name)]
    values = [_value(name, named) for name in names]
    found = (value for value in (expression, *values) if value is not None)
    return next((value for value in found if _reads(value)), None)


def _reads(expression: ast.expr) -> bool:
    calls = (node for node in ast.walk(expression) if isinstance(node, ast.Call))
    return any(_called(call) in _READS for call in calls)


def _calls(statement: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that rows alone decide on: none of one dialect or of what has failed."""
    if isinstance(statement, ast.If) and "dialect" in ast.unparse(statement.test):
        return
    if isinstance(statement, ast.ExceptHandler | ast.FunctionDef):
        return
    if isinstance(statement, ast.Call):
        yield statement
    for child in ast.iter_child_nodes(statement):
        yield from _calls(child)


def _sent_changes(function: _Function, named: _Named) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _is_sent_change(node, named):
            yield node


def _is_sent_change(call: ast.Call, named: _Named) -> bool:
    """Tell whether a call sends a statement that changes rows."""
    if _called(call) not in _SENDS or not call.args:
        return False
    parts = list(ast.walk(call.args[0]))
    values = [_value(part, named) for part in parts if isinstance(part, ast.Name)]
    parts += [node for value in values if value is not None for node in ast.walk(value)]
    return any(
        (isinstance(part, ast.Call) and _called(part) in _CHANGES)
        or (isinstance(part, ast.Constant) and _is_change(part.value))
        for part in parts
    )


def _is_change(value: object) -> bool:
    return isinstance(value, str) and _CHANGE.match(value) is not None


def _value(name: ast.Name, named: _Named) -> ast.expr | None:
    """Return what was last assigned to a name above the line where it is used."""
    above = [v for v in named.get(name.id, ()) if v.lineno <= name.lineno]
    return max(above, key=lambda value: value.lineno, default=None)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return what is assigned to the names of a script, whichever function they are in."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for statement in (node for node in ast.walk(tree) if isinstance(node, ast.Assign)):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                found[target.id].append(statement.value)
    return found


def _lines(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
