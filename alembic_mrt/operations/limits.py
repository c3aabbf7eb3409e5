"""Bounds on what is computed for a script: no value of it may fill the memory or take minutes."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from alembic_mrt.operations.nesting import holds, members, weight
from alembic_mrt.operations.values import Unread, Value

LONGEST: Final = 2_000_000
"""Characters of a text, or members of a container."""
WIDEST: Final = 100_000
"""Bits of a number, or blanks that a format asks for."""

_TOO_MANY_DIGITS: Final = 7
_FINEST: Final = 1000
"""Digits that a number is rounded to, or blanks that JSON is indented by."""

_PERCENT: Final = re.compile(r"%(?:\([^)]*\))?[-#0 +]*(\*|\d*)(?:\.(\*|\d*))?")
_NUMBER: Final = re.compile(r"\d+")
_PADDING: Final = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})


def outgrows(kind: ast.operator, left: Value, right: Value) -> bool:
    """Tell whether an operator would make something that is too large to be worth having."""
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if numbers and isinstance(kind, ast.Mult | ast.Add):
        return _bits(left) + _bits(right) > WIDEST
    if isinstance(kind, ast.Mult):
        return _size(left) * _size(right) > LONGEST
    if isinstance(kind, ast.Pow | ast.LShift):
        return _bits(left) * _number(right) > WIDEST
    if isinstance(kind, ast.Mod) and isinstance(left, str):
        given = right if isinstance(right, tuple) else (right,)
        values = [*right.values()] if isinstance(right, dict) else given
        return _percent_width(left) + left.count("%") * _longest(values) > LONGEST
    return isinstance(kind, ast.Add) and _size(left) + _size(right) > LONGEST


def asks_for_width(spec: str) -> bool:
    """Tell whether a format asks for more blanks than are worth having, or for any number."""
    return "{" in spec or sum(map(_read, _NUMBER.findall(spec))) > WIDEST


def is_outsized(value: Value) -> bool:
    """Tell whether what a value holds, all told, is too much to be written out."""
    return weight(value) > LONGEST


def overfills(container: Value, item: Value) -> bool:
    """Tell whether a container must not hold an item: it is too much, or holds the container."""
    return bool(members(item)) and (is_outsized(item) or holds(item, container))


def bounded(container: Value, node: ast.AST) -> Value:
    """Return a container, or what stands for one whose containers hold too much."""
    nested = any(map(members, members(container)))
    return Unread(node) if nested and is_outsized(container) else container


def method_outgrows(
    owner: Any, name: str, args: Sequence[Value], kwargs: Mapping[str, Value]
) -> bool:
    """Tell whether a method of a text or a container would make something too large."""
    given = [*args, *kwargs.values()]
    if name in _PADDING:
        width = max(map(_number, given), default=8)
        tabs = owner.count("\t") if name == "expandtabs" else 1
        return width > WIDEST or width * tabs > LONGEST
    if name == "replace" and len(args) > 1 and all(isinstance(arg, str) for arg in args[:2]):
        found = owner.count(args[0]) * len(args[1])
        return bool(len(owner) + found > LONGEST)
    if name == "extend" and args:
        return _size(owner) + _size(args[0]) > LONGEST
    if name == "translate":
        tables = [arg.values() for arg in given if isinstance(arg, dict)]
        return len(owner) * max(map(_longest, tables), default=1) > LONGEST
    if name in {"substitute", "safe_substitute"}:
        return bool(owner.template.count("$") * _longest(given) > LONGEST)
    return name in {"format", "format_map"} and _format_outgrows(owner, given)


def function_outgrows(name: str, args: Sequence[Value], kwargs: Mapping[str, Value]) -> bool:
    """Tell whether a function would make something too large, or take minutes to make it."""
    if is_outsized([*args, *kwargs.values()]):
        return True
    if name == "round":
        return any(_number(arg) > _FINEST for arg in (*args[1:], *kwargs.values()))
    if name == "dumps":
        return any(_size(value) > _FINEST for value in kwargs.values())
    if name == "sum" and args and not isinstance(args[0], str):
        return len(args[0]) * sum(map(_members, args[0])) > LONGEST
    return False


def _format_outgrows(template: str, given: Sequence[Value]) -> bool:
    try:
        specs = [spec for _, _, spec, _ in string.Formatter().parse(template) if spec is not None]
    except ValueError:
        return True
    if any(map(asks_for_width, specs)):
        return True
    widths = sum(_read(number) for spec in specs for number in _NUMBER.findall(spec))
    return widths + len(specs) * _longest(given) > LONGEST


def _percent_width(template: str) -> int:
    parts = [part for found in _PERCENT.findall(template) for part in found if part]
    return sum(LONGEST + 1 if part == "*" else _read(part) for part in parts)


def _read(digits: str) -> int:
    """Return a number, of which nothing above a limit matters."""
    return int(digits) if len(digits) < _TOO_MANY_DIGITS else LONGEST


def _longest(values: Iterable[Value]) -> int:
    return max((len(value) for value in values if isinstance(value, str)), default=1)


def _members(value: Value) -> int:
    return len(value) if isinstance(value, list | tuple | str | dict) else 0


def _size(value: Value) -> int:
    """Return the length of a container, or the number that it is multiplied by."""
    if isinstance(value, str | bytes | list | tuple | dict | set):
        return len(value)
    return abs(value) if isinstance(value, int) and _bits(value) <= WIDEST else 1


def _bits(value: Value) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _number(value: Value) -> int:
    return abs(value) if isinstance(value, int) else 0
