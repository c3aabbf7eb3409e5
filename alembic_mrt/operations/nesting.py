"""What a value holds, walked so that nothing is met twice.

A loop of forty rounds makes a list that holds itself, or two to the power of forty members that
are one and the same: no walk through values may follow each way to each of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from alembic_mrt.operations.values import Attribute, Handle, Method, Term, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

_NOTHING: Final = ()
_TEXTS: Final = (str, bytes)
_NESTING: Final = (list, tuple, set, frozenset, dict, Term, Attribute)


def members(value: Value) -> Collection[Value]:
    """Return what a container holds; of a dict the values."""
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list | tuple | set | frozenset) else _NOTHING


def operands(value: Value) -> Collection[Value]:
    """Return what a container holds, or what an expression is made of."""
    if isinstance(value, Term):
        return (value.base, *value.args, *value.kwargs.values())
    return (value.base,) if isinstance(value, Attribute) else members(value)


def parts(value: Value, inside: Callable[[Value], Collection[Value]] = members) -> Iterator[Value]:
    """Yield a value and all that it holds, in order; what is inside of a thing comes once."""
    waiting, opened = [value], set[int]()
    while waiting:
        part = waiting.pop()
        yield part
        inner = inside(part)
        if inner and id(part) not in opened:
            opened.add(id(part))
            waiting += reversed([*inner])


def carries_handle(values: Iterable[Value]) -> bool:
    """Tell whether one of ``values`` leads to the database."""
    return any(isinstance(part, Handle | Method) for part in parts([*values]))


def holds(value: Value, wanted: Value) -> bool:
    """Tell whether a container is, or lies somewhere in, a value."""
    return any(part is wanted for part in parts(value))


def weight(value: Value) -> float:
    """Return how many members and characters a value has once it is written out in full.

    It is infinite where a container holds itself.
    """
    weights: dict[int, float] = {}
    waiting, opened = [value], set[int]()
    while waiting:
        part = waiting[-1]
        if id(part) in weights:
            waiting.pop()
            continue
        nested = [item for item in _written(part) if isinstance(item, _NESTING)]
        fresh = [item for item in nested if id(item) not in opened and item is not part]
        opened.add(id(part))
        waiting += fresh
        if not fresh:
            # What is opened and has no weight yet is what the part lies in.
            inside = sum(weights.get(id(item), math.inf) for item in nested)
            weights[id(part)] = _own(part) + inside
    return weights[id(value)]


def _written(value: Value) -> Collection[Value]:
    return (*value, *value.values()) if isinstance(value, dict) else operands(value)


def _own(value: Value) -> int:
    """Return the weight of a value without that of the containers in it."""
    texts = [len(item) for item in (value, *_written(value)) if isinstance(item, _TEXTS)]
    return 1 + len(_written(value)) + sum(texts)
