"""Evaluate expressions of SQL on sample values, as far as all dialects agree on them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

from alembic_mrt.analyzer.data.convert import (
    Refused,
    Unsure,
    Value,
    cast,
    half_up,
    in_utc,
    is_number,
    number_of,
    written,
)
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.operations.spelling import from_sql

Row: TypeAlias = Mapping[str, Value]
_LONGEST: Final = 10_000
_MOST_DIGITS: Final = 100


@functools.lru_cache(maxsize=4096)
def parsed(text: str) -> Any:
    """Return the tree of an expression, or None where it cannot be read."""
    import sqlglot

    try:
        tree = sqlglot.parse_one(text, read="postgres")
    except (sqlglot.errors.SqlglotError, RecursionError):
        return None
    return None if len(text) > _SHORT and _depth(tree) > _DEEPEST else tree


_SHORT: Final = 400
"""So many characters cannot be nested too deeply."""
_DEEPEST: Final = 120


def _depth(tree: Any) -> int:
    """Return how deeply an expression is nested; a long chain of ORs is, too."""
    levels, nodes = 0, [tree]
    while nodes:
        levels += 1
        nodes = [child for node in nodes for child in node.iter_expressions()]
    return levels


def value_of(tree: Any, row: Row) -> Value:
    """Return what an expression gives for a row; raise Unsure where that is not known."""
    name = type(tree).__name__
    special = _SPECIAL.get(name)
    if special is not None:
        return special(tree, row)
    if name in _COMPARISONS:
        return _compare(name, value_of(tree.this, row), value_of(tree.expression, row))
    if name in _ARITHMETIC:
        return _operate(name, value_of(tree.this, row), value_of(tree.expression, row))
    plain = _FUNCTIONS.get(name)
    if plain is None:
        raise Unsure(name)
    given = [value_of(item, row) for item in _arguments(tree)]
    result = None if any(item is None for item in given) else plain(*given)
    if isinstance(result, str) and len(result) > _LONGEST:
        raise Unsure("a text that grows")
    return not result if tree.args.get("negate") and result is not None else result


def _arguments(tree: Any) -> list[Any]:
    keys = [key for key in tree.arg_types if tree.args.get(key) is not None]
    found: list[Any] = []
    for key in keys:
        value = tree.args[key]
        found += value if isinstance(value, list) else [value]
    if any(not hasattr(item, "arg_types") for item in found):
        found = [item for item in found if hasattr(item, "arg_types")]
    return found


def _column(tree: Any, row: Row) -> Value:
    name = tree.name.casefold()
    if name not in row:
        raise Unsure(name)
    return row[name]


def _literal(tree: Any, _: Row) -> Value:
    if tree.is_string:
        return str(tree.this)
    text = str(tree.this)
    try:
        number = number_of(text)
        return int(number) if text.isdigit() else number
    except ValueError:
        raise Unsure(text) from None


def _both(tree: Any, row: Row) -> Value:
    return _logic(tree, row, ends=False)


def _either(tree: Any, row: Row) -> Value:
    return _logic(tree, row, ends=True)


def _logic(tree: Any, row: Row, *, ends: bool) -> Value:
    """Evaluate AND or OR, where one side may decide alone."""
    sides = [_known(tree.this, row), _known(tree.expression, row)]
    if ends in sides:
        return ends
    unsure = next((side for side in sides if isinstance(side, Unsure)), None)
    if unsure is not None:
        raise unsure
    return None if None in sides else not ends


def _known(tree: Any, row: Row) -> Value | Unsure:
    try:
        return value_of(tree, row)
    except Unsure as error:
        return error


def rejects(check: Any, row: Row) -> bool:
    """Tell whether a check is known to refuse a row."""
    try:
        return value_of(check, row) is False
    except (Unsure, Refused):
        return False


def is_true(value: Value) -> bool:
    """Tell whether a condition with this value is met; SQLite has 1 for TRUE."""
    return value is True or (is_number(value) and value != 0)


def _not(tree: Any, row: Row) -> Value:
    value = value_of(tree.this, row)
    return None if value is None else not value


def _is(tree: Any, row: Row) -> Value:
    value, other = value_of(tree.this, row), value_of(tree.expression, row)
    same = value is other if other is None or isinstance(other, bool) else value == other
    return not same if tree.args.get("negate") else same


def _in(tree: Any, row: Row) -> Value:
    if tree.args.get("query") is not None or tree.args.get("unnest") is not None:
        raise Unsure("subquery")
    value = value_of(tree.this, row)
    listed = [value_of(item, row) for item in tree.expressions]
    return None if value is None else any(_compare("EQ", value, item) is True for item in listed)


def _between(tree: Any, row: Row) -> Value:
    value = value_of(tree.this, row)
    low, high = value_of(tree.args["low"], row), value_of(tree.args["high"], row)
    above, below = _compare("GTE", value, low), _compare("LTE", value, high)
    return None if above is None or below is None else bool(above and below)


def _case(tree: Any, row: Row) -> Value:
    subject = tree.this
    for branch in tree.args["ifs"]:
        asked = value_of(branch.this, row)
        met = asked if subject is None else _compare("EQ", value_of(subject, row), asked)
        if is_true(met):
            return value_of(branch.args["true"], row)
    default = tree.args.get("default")
    return None if default is None else value_of(default, row)


def _coalesce(tree: Any, row: Row) -> Value:
    for item in (tree.this, *tree.expressions):
        value = value_of(item, row)
        if value is not None:
            return value
    return None


def _nullif(tree: Any, row: Row) -> Value:
    value, other = value_of(tree.this, row), value_of(tree.expression, row)
    return None if _compare("EQ", value, other) is True else value


def _cast(tree: Any, row: Row) -> Value:
    kind = kind_of(from_sql(tree.args["to"].sql(dialect="postgres")))
    return cast(value_of(tree.this, row), kind, explicit=True)


def _concat(tree: Any, row: Row) -> Value:
    parts = [value_of(item, row) for item in tree.expressions]
    return "".join(written(part) for part in parts if part is not None)


def _trim(tree: Any, row: Row) -> Value:
    value = value_of(tree.this, row)
    given = tree.args.get("expression")
    characters = " " if given is None else str(value_of(given, row))
    if value is None:
        return None
    position = str(tree.args.get("position") or "BOTH").upper()
    strip = {"LEADING": str.lstrip, "TRAILING": str.rstrip}.get(position, str.strip)
    return strip(written(value), characters)


_COMPARISONS: Final = {"EQ", "NEQ", "GT", "GTE", "LT", "LTE"}


def _compare(name: str, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    left, right = _alike(left, right)
    if name in {"EQ", "NEQ"}:
        return (left == right) == (name == "EQ")
    outcomes = {"GT": left > right, "GTE": left >= right, "LT": left < right}  # type: ignore[operator]
    return bool(outcomes.get(name, left <= right))  # type: ignore[operator]


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Bring a literal to the type of what it is compared with."""
    if isinstance(left, str) and not isinstance(right, str):
        return _parsed_as(right, left), right
    if isinstance(right, str) and not isinstance(left, str):
        return left, _parsed_as(left, right)
    if type(left) is type(right) or (_is_numeric(left) and _is_numeric(right)):
        return left, right
    raise Unsure("comparison of two types")


def _is_numeric(value: Value) -> bool:
    """Tell whether a value is a number, or a boolean, which some dialects keep as one."""
    return is_number(value) or isinstance(value, bool)


def _parsed_as(other: Value, text: str) -> Value:
    try:
        if isinstance(other, dt.datetime):
            return in_utc(dt.datetime.fromisoformat(text))
        if isinstance(other, dt.date):
            return dt.date.fromisoformat(text)
        if isinstance(other, bool):
            return text.strip().lower() in {"t", "true", "1", "y", "yes", "on"}
        return number_of(text)
    except ValueError:
        raise Unsure(text) from None


_ARITHMETIC: Final = {"Add", "Sub", "Mul", "Div", "IntDiv", "Mod"}


def _operate(name: str, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if not isinstance(left, int | Fraction) or not isinstance(right, int | Fraction):
        raise Unsure("arithmetic of other types than numbers")
    if isinstance(left, bool) or isinstance(right, bool):
        raise Unsure("arithmetic of booleans")
    if name in {"Div", "IntDiv", "Mod"} and right == 0:
        raise Refused("division by zero")
    if name == "Add":
        return left + right
    if name == "Sub":
        return left - right
    if name == "Mul":
        return left * right
    return _divided(name, left, right)


def _divided(name: str, left: int | Fraction, right: int | Fraction) -> Value:
    """Divide; whole numbers give a whole number, as on PostgreSQL and SQLite."""
    if name == "Mod":
        return left - right * int(left / Fraction(right))
    whole = isinstance(left, int) and isinstance(right, int)
    quotient = Fraction(left) / Fraction(right)
    return int(quotient) if whole or name == "IntDiv" else quotient


def _rounded(value: Value, digits: Value = 0) -> Value:
    if not isinstance(value, int | Fraction) or not isinstance(digits, int):
        raise Unsure("round of another type than a number")
    if abs(digits) > _MOST_DIGITS:
        raise Unsure("round to so many digits")
    return half_up(Fraction(value), digits)


def _left(value: Value, count: Value) -> Value:
    return written(value)[: _count(count)]


def _right(value: Value, count: Value) -> Value:
    size = _count(count)
    return written(value)[-size:] if size else ""


def _substring(value: Value, start: Value = 1, length: Value = None) -> Value:
    first = _count(start) - 1
    end = None if length is None else max(first + _count(length), 0)
    return written(value)[max(first, 0) : end]


def _split_part(value: Value, separator: Value, index: Value) -> Value:
    number = _count(index)
    if number < 1 or not separator:
        raise Unsure("a part that is counted from the end, or of no separator")
    parts = written(value).split(written(separator))
    return parts[number - 1] if number <= len(parts) else ""


_EPOCH: Final = dt.datetime(1970, 1, 1)
_MILLION: Final = 1_000_000


def _moment(seconds: Value) -> Value:
    if not isinstance(seconds, int | Fraction):
        raise Unsure("a moment made of another type than a number")
    try:
        return _EPOCH + dt.timedelta(microseconds=int(half_up(Fraction(seconds) * _MILLION, 0)))
    except OverflowError:
        raise Refused(str(seconds)) from None


def _extract(tree: Any, row: Row) -> Value:
    value = value_of(tree.expression, row)
    if value is None:
        return None
    if str(tree.this).upper() != "EPOCH" or not isinstance(value, dt.datetime):
        raise Unsure("a part of a moment")
    return Fraction((value - _EPOCH) // dt.timedelta(microseconds=1), _MILLION)


def _count(value: Value) -> int:
    if not isinstance(value, int | Fraction):
        raise Unsure("a position that is no number")
    return int(value)


def _matches(value: Value, pattern: Value, *, fold: bool = False) -> Value:
    parts = ("." if c == "_" else ".*" if c == "%" else re.escape(c) for c in written(pattern))
    flags = re.DOTALL | (re.IGNORECASE if fold else 0)
    return re.fullmatch("".join(parts), written(value), flags) is not None


def _finds(value: Value, pattern: Value) -> Value:
    """Search as `~` of PostgreSQL does, for patterns that Python reads alike and quickly."""
    text, asked = written(value), written(pattern)
    if _OWN_WAYS.search(asked) or len(text) > _SEARCHED:
        raise Unsure("a regular expression")
    try:
        return re.search(asked, text) is not None
    except re.error:
        raise Unsure("a regular expression") from None


_OWN_WAYS: Final = re.compile(r"\[[:.=]|\\[^dws.\-/+*?()\[\]{}]|\)[*+{?]|\(\?|\*\*\*")
_SEARCHED: Final = 100


def _replace(value: Value, old: Value, new: Value = "") -> Value:
    return written(value).replace(written(old), written(new))


def _number(apply: Callable[[Any], Any]) -> Callable[[Value], Value]:
    def function(value: Value) -> Value:
        if not isinstance(value, int | Fraction):
            raise Unsure("a function of numbers on another type")
        result: Value = apply(value)
        return result

    return function


_SPECIAL: Final[dict[str, Callable[[Any, Row], Value]]] = {
    "Column": _column, "Literal": _literal, "Null": lambda *_: None,
    "Boolean": lambda tree, _: bool(tree.this), "Paren": lambda t, r: value_of(t.this, r),
    "And": _both, "Or": _either, "Not": _not, "Is": _is, "In": _in, "Between": _between,
    "Case": _case, "Coalesce": _coalesce, "Nullif": _nullif, "Cast": _cast, "TryCast": _cast,
    "Extract": _extract, "Concat": _concat, "Trim": _trim,
    "AtTimeZone": lambda t, r: value_of(t.this, r),
}  # fmt: skip


def _bits(apply: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    def function(left: Value, right: Value) -> Value:
        sides = [side for side in (left, right) if type(side) is int and abs(side) <= _MOST_BITS]
        if len(sides) < 2:
            raise Unsure("bits of another type than a number that is whole")
        return apply(sides[0], sides[1])

    return function


_WORD: Final = 32
_MOST_BITS: Final = 2 ** (_WORD - 1) - 1


def _shifted(number: int, by: int) -> int:
    if not 0 <= by < _WORD:
        raise Unsure("a shift by more than a number has, or backwards")
    return number >> by


_FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "Neg": _number(lambda v: -v), "Abs": _number(abs), "Floor": _number(lambda v: v // 1),
    "Ceil": _number(lambda v: -(-v // 1)), "Trunc": _number(int), "Round": _rounded,
    "BitwiseAnd": _bits(lambda a, b: a & b), "BitwiseOr": _bits(lambda a, b: a | b),
    "BitwiseRightShift": _bits(_shifted),
    "DPipe": lambda a, b: written(a) + written(b), "Lower": lambda v: written(v).lower(),
    "Upper": lambda v: written(v).upper(), "Initcap": lambda v: written(v).title(),
    "Length": lambda v: len(written(v)), "Left": _left, "Right": _right,
    "Substring": _substring, "SplitPart": _split_part,
    "StrPosition": lambda v, part: written(v).find(written(part)) + 1,
    "Like": _matches, "Replace": _replace, "RegexpLike": _finds, "UnixToTime": _moment,
    "ILike": lambda v, p: _matches(v, p, fold=True),
}  # fmt: skip
