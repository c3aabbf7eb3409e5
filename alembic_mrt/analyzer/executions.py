"""The SQL that a script hands to ``op.execute`` or to a connection, as its source shows it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic_mrt.analyzer.code import Code
    from alembic_mrt.finding import Location

_TEXT: Final = {"sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text"}
_BINDS: Final = {"bindparams", "params"}
_CLEANS: Final = {"textwrap.dedent", "inspect.cleandoc"}


@dataclass(frozen=True, slots=True)
class Execution:
    """Hold one statement; ``sql`` is its text where that is constant, ``made`` what makes it.

    ``parsed`` tells that SQLAlchemy looks for parameters in it, ``given`` that some are given.
    """

    call: ast.Call
    location: Location
    sql: str | None
    made: ast.expr
    directive: bool
    parsed: bool
    given: bool


def executions(code: Code) -> Iterator[Execution]:
    """Yield the statements that a script runs, those in its helper functions included."""
    for call in code.of_class(ast.Call):
        method = call.func
        if isinstance(method, ast.Attribute) and method.attr == "execute" and call.args:
            yield _execution(code, call)


def _execution(code: Code, call: ast.Call) -> Execution:
    directive = code.dotted(call) == "alembic.op.execute"
    value, given, text = _unwrapped(code, _named(code, call.args[0]))
    more = len(call.args) > 1 or any(
        k.arg not in (None, "execution_options") for k in call.keywords
    )
    return Execution(
        call=call,
        location=code.location(call),
        sql=constant(code, value),
        made=value,
        directive=directive,
        parsed=text or directive,
        given=given or (more and not directive) or any(k.arg is None for k in call.keywords),
    )


def _unwrapped(code: Code, node: ast.expr) -> tuple[ast.expr, bool, bool]:
    """Return what is inside ``text(...)``, whether parameters are given, and if it was there."""
    given = False
    while isinstance(node, ast.Call):
        method = node.func
        if code.dotted(node) in _TEXT and node.args:
            return _named(code, node.args[0]), given, True
        if not isinstance(method, ast.Attribute):
            break
        given |= method.attr in _BINDS
        node = _named(code, method.value)
    return node, given, False


def _named(code: Code, node: ast.expr) -> ast.expr:
    """Return what a name stands for, where it is given one value only."""
    value = code.assigned(node.id, node) if isinstance(node, ast.Name) else None
    return node if value is None else value


def constant(code: Code, node: ast.expr) -> str | None:
    """Return the text of an expression, or None where only a run would tell."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        value = code.assigned(node.id, node)
        return None if value is None or isinstance(value, ast.Name) else constant(code, value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined([constant(code, node.left), constant(code, node.right)])
    if isinstance(node, ast.JoinedStr):
        return _joined([_part(code, part) for part in node.values])
    if isinstance(node, ast.Call) and code.dotted(node) in _CLEANS and node.args:
        return constant(code, node.args[0])
    return None


def _part(code: Code, node: ast.expr) -> str | None:
    if isinstance(node, ast.FormattedValue):
        plain = node.conversion == -1 and node.format_spec is None
        return constant(code, node.value) if plain else None
    return constant(code, node)


def _joined(parts: list[str | None]) -> str | None:
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else None
