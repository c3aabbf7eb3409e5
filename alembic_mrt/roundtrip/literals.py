"""The literals that a revision's own code compares with or writes.

A data step touches a row only when the row holds the value that the step looks for; so these
values are among those that the tables are seeded with.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeAlias

from alembic_mrt.history.script import RevisionScript
from alembic_mrt.roundtrip.matched_texts import matched_texts

_QUOTED = re.compile(r"'((?:[^']|'')*)'")
NUMBER = r"(?:(?<![\w).'])-)?(?<![\w.'])\d{1,18}(?:\.\d{1,18})?(?![\w.'])"
"""A number in SQL; a minus sign behind an operand is none of it."""

_NUMBER = re.compile(NUMBER)
_SQL = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|SET|CASE|IN|LIKE|VALUES|USING|ZONE)\b|[=<>]", re.I
)
_ANY_CASE: Final = re.compile(r"\b(?:lower|upper|ilike|icontains|casefold)\b", re.IGNORECASE)
_HEADER: Final = frozenset(("revision", "down_revision", "branch_labels", "depends_on"))
_MOMENTS: Final[dict[str, Callable[..., object]]] = {"date": date, "datetime": datetime}
_TELLING: Final = (ast.Constant, ast.UnaryOp, ast.Call)
LONGEST = 200
"""Characters; a longer constant is a text of its own and no value that is looked for."""


Literal: TypeAlias = str | int | float | Decimal


def literals(script: RevisionScript) -> tuple[Literal, ...]:
    """Return the strings and numbers of a script, without repetitions.

    What it compares with, and what its SQL speaks of, comes first: not all find room in a table.
    Where letters are said to be the same, large or small, each word of those comes in both. Texts
    that its regular expressions match come next.
    Docstrings and the header are left out, for the same reason.
    """
    return _literals(script.tree())


def is_in_any_case(script: RevisionScript) -> bool:
    """Tell whether a script takes texts in capital and small letters for the same."""
    return any(map(_is_in_any_case, ast.walk(script.tree())))


@lru_cache(maxsize=1)
def _literals(tree: ast.Module) -> tuple[Literal, ...]:
    passed = {id(node) for part in tree.body if _is_header(part) for node in ast.walk(part)}
    every = [node for node in ast.walk(tree) if id(node) not in passed]
    said = {id(node.value) for node in every if isinstance(node, ast.Expr)}
    nodes = [n for n in every if isinstance(n, _TELLING) and id(n) not in said]
    compared = (side for node in every if isinstance(node, ast.Compare) for side in _sides(node))
    sql = (node for node in nodes if isinstance(node, ast.Constant) and _is_sql(node.value))
    found: dict[Literal, None] = {}
    for node in (*compared, *sql):
        found.update(dict.fromkeys(_values(_constant(node))))
    if any(map(_is_in_any_case, every)):
        found.update(dict.fromkeys(_in_other_letters(tuple(found))))
    found.update(dict.fromkeys(matched_texts(nodes)))
    for node in nodes:
        found.update(dict.fromkeys(_values(_constant(node))))
    return tuple(found)


def _is_in_any_case(node: ast.AST) -> bool:
    """Tell whether a node speaks of texts in capital and small letters alike."""
    if isinstance(node, ast.Attribute):
        return _ANY_CASE.fullmatch(node.attr) is not None
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and _is_sql(value) and _ANY_CASE.search(value) is not None


def _in_other_letters(found: Sequence[Literal]) -> Iterator[str]:
    """Yield the texts of one word in capital letters, or in small ones where they have those."""
    for word in found:
        if isinstance(word, str) and word.isidentifier():
            yield word.upper() if word.islower() else word.lower()


def _is_header(statement: ast.stmt) -> bool:
    """Tell whether a statement gives the script its place in the history."""
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    return any(isinstance(target, ast.Name) and target.id in _HEADER for target in targets)


def _sides(comparison: ast.Compare) -> Iterator[ast.AST]:
    for side in (comparison.left, *comparison.comparators):
        yield from ast.walk(side)


def _is_sql(constant: object) -> bool:
    return isinstance(constant, str) and _SQL.search(constant) is not None


def number(spelled: str) -> int | Decimal:
    """Read a number of SQL."""
    return Decimal(spelled) if "." in spelled else int(spelled)


def _constant(node: ast.AST) -> object:
    """Return the value of a constant, a negative number among them; None for what is none."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        operand = _constant(node.operand)
        return -operand if isinstance(operand, int | float) else None
    return _moment(node) if isinstance(node, ast.Call) else None


def _moment(call: ast.Call) -> str | None:
    """Return the text of ``date(2019, 5, 6)`` or ``datetime.datetime(2019, 5, 6, 12)``."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    parts = [_constant(argument) for argument in call.args]
    if name not in _MOMENTS or not all(type(part) is int for part in parts):
        return None
    try:
        return str(_MOMENTS[name](*parts))
    except (TypeError, ValueError, OverflowError):
        return None


def _values(constant: object) -> Iterator[Literal]:
    if isinstance(constant, bool):
        return
    if isinstance(constant, int | float):
        yield constant
    elif isinstance(constant, str) and _is_sql(constant):
        yield from (quoted.replace("''", "'") for quoted in _QUOTED.findall(constant))
        yield from map(number, _NUMBER.findall(constant))
    elif isinstance(constant, str) and len(constant) <= LONGEST:
        yield constant
