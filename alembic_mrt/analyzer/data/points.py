"""Conditions that compare columns with constants, and the values that decide what they pick out.

Such a condition changes only at its constants: it is the same for all values between two of them.
So the constants and what lies next to them stand for all values of a column.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, cast, is_number
from alembic_mrt.analyzer.data.evaluate import value_of

if TYPE_CHECKING:
    from alembic_mrt.analyzer.data.kinds import Kind

_ALIKE: Final = frozenset({"text", "enum", "boolean"})
"""Families of which one value that no condition names is like any other, but for their order."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold a comparison of a column with constants; ``ordered`` asks for more than equality."""

    column: str
    values: tuple[Value, ...] = ()
    ordered: bool = False


def compared(tree: Any) -> list[Compared] | None:
    """Return the comparisons that a condition is made of, None where it has other parts."""
    from sqlglot import exp

    if isinstance(tree, exp.And | exp.Or):
        left, right = compared(tree.this), compared(tree.expression)
        return None if left is None or right is None else [*left, *right]
    if isinstance(tree, exp.Paren | exp.Not):
        return compared(tree.this)
    if isinstance(tree, exp.Boolean):
        return []
    found = _comparison(tree)
    return None if found is None else [found]


def _comparison(tree: Any) -> Compared | None:
    from sqlglot import exp

    if isinstance(tree, exp.Between):
        return _with(tree.this, [tree.args["low"], tree.args["high"]], ordered=True)
    if isinstance(tree, exp.In) and not (tree.args.get("query") or tree.args.get("unnest")):
        return _with(tree.this, tree.expressions)
    if isinstance(tree, exp.Is) and isinstance(tree.expression, exp.Null | exp.Boolean):
        return _with(tree.this, [])
    if isinstance(tree, exp.EQ | exp.NEQ | exp.GT | exp.GTE | exp.LT | exp.LTE):
        sides = (tree.this, tree.expression)
        column, other = sides if isinstance(tree.this, exp.Column) else sides[::-1]
        return _with(column, [other], ordered=not isinstance(tree, exp.EQ | exp.NEQ))
    return None


def _with(column: Any, constants: Iterable[Any], *, ordered: bool = False) -> Compared | None:
    from sqlglot import exp

    if not isinstance(column, exp.Column):
        return None
    try:
        values = tuple(value_of(constant, {}) for constant in constants)
    except (Unsure, Refused):
        return None
    return Compared(column.name.casefold(), values, ordered)


def deciding(comparisons: Iterable[Compared], kind: Kind | None) -> list[Value] | None:
    """Return the values of a column of this type that stand for all; None where nobody can tell.

    For a type without order they lack one that no comparison names.
    """
    asked = list(comparisons)
    if kind is None or (kind.family in _ALIKE and any(found.ordered for found in asked)):
        return None
    try:
        values = [cast(value, kind) for found in asked for value in found.values]
    except (Unsure, Refused):
        return None
    return values if kind.family in _ALIKE else _next_to(values, kind)


def _next_to(values: list[Value], kind: Kind) -> list[Value] | None:
    if kind.family in {"integer", "exact", "float"}:
        numbers = [Fraction(value) for value in values if is_number(value)]  # type: ignore[arg-type]
        step = _step(numbers, kind)
        return [near for number in numbers for near in (number, number - step, number + step)]
    if kind.family in {"date", "timestamp"}:
        return [*values, *_moments(values)]
    return None


def _step(numbers: list[Fraction], kind: Kind) -> Fraction:
    """Return how far the next value may be that a condition takes for another."""
    if kind.family == "integer" or (kind.family == "exact" and kind.scale is not None):
        return Fraction(1, 10 ** (kind.scale or 0))
    ordered = sorted(set(numbers))
    gaps = [after - before for before, after in itertools.pairwise(ordered)]
    return min(gaps, default=Fraction(2)) / 2


def _moments(values: list[Value]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, dt.date):
            moment = isinstance(value, dt.datetime)
            step = dt.timedelta(microseconds=1) if moment else dt.timedelta(days=1)
            yield from (value - step, value + step)
