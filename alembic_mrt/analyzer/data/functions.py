"""Functions of SQL on sample values, as far as all dialects agree on them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, half_up, written

_MOST_DIGITS: Final = 100


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


def _count(value: Value) -> int:
    if not isinstance(value, int | Fraction):
        raise Unsure("a position that is no number")
    return int(value)


_EPOCH: Final = dt.datetime(1970, 1, 1)
_MILLION: Final = 1_000_000


def _moment(seconds: Value) -> Value:
    if not isinstance(seconds, int | Fraction):
        raise Unsure("a moment made of another type than a number")
    try:
        return _EPOCH + dt.timedelta(microseconds=int(half_up(Fraction(seconds) * _MILLION, 0)))
    except OverflowError:
        raise Refused(str(seconds)) from None


def epoch_of(moment: dt.datetime) -> Fraction:
    """Return the seconds since 1970 that EXTRACT(EPOCH FROM ...) gives."""
    return Fraction((moment - _EPOCH) // dt.timedelta(microseconds=1), _MILLION)


def _matches(value: Value, pattern: Value, *, fold: bool = False) -> Value:
    parts = ("." if c == "_" else ".*" if c == "%" else re.escape(c) for c in written(pattern))
    flags = re.DOTALL | (re.IGNORECASE if fold else 0)
    return re.fullmatch("".join(parts), written(value), flags) is not None


_OWN_WAYS: Final = re.compile(r"\[[:.=]|\\[^dws.\-/+*?()\[\]{}]|\)[*+{?]|\(\?|\*\*\*")
_SEARCHED: Final = 100


def _finds(value: Value, pattern: Value) -> Value:
    """Search as `~` of PostgreSQL does, for patterns that Python reads alike and quickly."""
    text, asked = written(value), written(pattern)
    if _OWN_WAYS.search(asked) or len(text) > _SEARCHED:
        raise Unsure("a regular expression")
    try:
        return re.search(asked, text) is not None
    except re.error:
        raise Unsure("a regular expression") from None


def _replace(value: Value, old: Value, new: Value = "") -> Value:
    return written(value).replace(written(old), written(new))


def _number(apply: Callable[[Any], Any]) -> Callable[[Value], Value]:
    def function(value: Value) -> Value:
        if not isinstance(value, int | Fraction):
            raise Unsure("a function of numbers on another type")
        result: Value = apply(value)
        return result

    return function


_WORD: Final = 32
_MOST_BITS: Final = 2 ** (_WORD - 1) - 1


def _bits(apply: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    def function(left: Value, right: Value) -> Value:
        sides = [side for side in (left, right) if type(side) is int and abs(side) <= _MOST_BITS]
        if len(sides) < 2:
            raise Unsure("bits of another type than a number that is whole")
        return apply(sides[0], sides[1])

    return function


def _shifted(number: int, by: int) -> int:
    if not 0 <= by < _WORD:
        raise Unsure("a shift by more than a number has, or backwards")
    return number >> by


FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
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
