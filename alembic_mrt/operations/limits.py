"""Bounds on what is computed for a script: no value of it may fill the memory or take minutes."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import Any, Final

from alembic_mrt.operations.values import Value

LONGEST: Final = 2_000_000
"""Characters of a text, or members of a container."""
WIDEST: Final = 100_000
"""Bits of a number, or blanks that a format asks for."""

_WIDTH: Final = re.compile(r"\d{6,}")
_PADDING: Final = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})


def outgrows(kind: ast.operator, left: Value, right: Value) -> bool:
    """Tell whether an operator would make something that is too large to be worth having."""
    if isinstance(kind, ast.Mult):
        return _size(left) * _size(right) > LONGEST
    if isinstance(kind, ast.Pow | ast.LShift):
        return _bits(left) * _number(right) > WIDEST
    if isinstance(kind, ast.Mod) and isinstance(left, str):
        return asks_for_width(left)
    return isinstance(kind, ast.Add) and _size(left) + _size(right) > LONGEST


def asks_for_width(template: str) -> bool:
    """Tell whether a format may ask for more blanks than are worth having."""
    return bool(_WIDTH.search(template)) or "%*" in template


def method_outgrows(owner: Any, name: str, args: Sequence[Value]) -> bool:
    """Tell whether a method of a text or a container would make something too large."""
    if name in _PADDING:
        return any(_number(arg) > WIDEST for arg in args)
    if name == "replace" and len(args) > 1 and all(isinstance(arg, str) for arg in args[:2]):
        found = owner.count(args[0]) * len(args[1])
        return bool(len(owner) + found > LONGEST)
    if name == "extend" and args:
        return _size(owner) + _size(args[0]) > LONGEST
    return name in {"format", "format_map"} and asks_for_width(owner)


def _size(value: Value) -> int:
    """Return the length of a container, or the number that it is multiplied by."""
    if isinstance(value, str | bytes | list | tuple | dict | set):
        return len(value)
    return abs(value) if isinstance(value, int) and _bits(value) <= WIDEST else 1


def _bits(value: Value) -> int:
    return value.bit_length() if isinstance(value, int) else 0


def _number(value: Value) -> int:
    return abs(value) if isinstance(value, int) else 0
