"""Comparing and judging symbolic values: yes, no, or cannot be told."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.operations.limits import is_outsized
from alembic_mrt.operations.nesting import members, parts
from alembic_mrt.operations.values import (
    HOLE,
    Attribute,
    DialectName,
    Function,
    Handle,
    Instance,
    LocalClass,
    Ref,
    Term,
    Unread,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

COMPARISONS: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda item, container: item in container,
    ast.NotIn: lambda item, container: item not in container,
}
_SYMBOLIC = (
    Unread | Term | Attribute | Ref | DialectName | Handle | Function | LocalClass | Instance
)


def is_known(value: Value) -> bool:
    """Tell whether a value, with all that it holds, is known."""
    if isinstance(value, str):
        return HOLE not in value
    if members(value):
        return all(members(part) or is_known(part) for part in parts(value))
    return not isinstance(value, _SYMBOLIC)


def truth(value: Value) -> bool | None:
    """Return a value's truth, or None where it cannot be told."""
    if isinstance(value, Handle | Function | LocalClass | DialectName | Instance):
        return True
    if isinstance(value, _SYMBOLIC):
        return None
    return True if isinstance(value, str) and HOLE in value else bool(value)


DIALECTS: Final = ("postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle")


def dialect_names(value: Value, *, within: bool = False) -> Iterable[object]:
    """Return the dialects that a value compared with a dialect's name stands for.

    ``within`` tells that the value is looked for inside of the name.
    """
    if within and isinstance(value, str):
        return [name for name in DIALECTS if value in name]
    return value if isinstance(value, list | tuple | set | frozenset | dict) else (value,)


def compare(left: Value, kind: ast.cmpop, right: Value) -> bool | None:
    """Return the outcome of a comparison that involves no SQL expression, None if unknown."""
    if isinstance(kind, ast.Is | ast.IsNot) and (left is None or right is None):
        other = right if left is None else left
        if isinstance(other, Unread | Ref):
            return None
        return (other is None) == isinstance(kind, ast.Is)
    if isinstance(kind, ast.In | ast.NotIn) and is_known(left) and not is_known(right):
        return _maybe_in(left, kind, right)
    if _is_endless(left, right) or not (is_known(left) and is_known(right)):
        return None
    try:
        return bool(COMPARISONS[type(kind)](left, right))
    except (TypeError, ValueError):
        return None


def _maybe_in(item: Value, kind: ast.cmpop, container: Value) -> bool | None:
    """Tell whether a container holds an item; a known member is one whatever else there is."""
    if not isinstance(container, list | tuple | set | dict):
        return None
    known = [member for member in container if is_known(member) and not _is_endless(item, member)]
    whole = isinstance(container, dict) or len(known) == len(container)
    if item in known:
        return isinstance(kind, ast.In)
    return isinstance(kind, ast.NotIn) if whole else None


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are certainly the same."""
    if left is right:
        return True
    if _is_endless(left, right) or not (is_known(left) and is_known(right)):
        return isinstance(left, Ref) and left == right
    return type(left) is type(right) and bool(left == right)


def _is_endless(left: Value, right: Value) -> bool:
    """Tell whether it would take too long to compare two containers, member by member."""
    both = bool(members(left) and members(right))
    return both and (is_outsized(left) or is_outsized(right))
