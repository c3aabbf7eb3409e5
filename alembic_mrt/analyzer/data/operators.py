"""Comparison and arithmetic of sample values, as far as all dialects agree on them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Final

from alembic_mrt.analyzer.data.convert import Refused, Unsure, Value, in_utc, is_number, number_of

COMPARISONS: Final = {"EQ", "NEQ", "GT", "GTE", "LT", "LTE"}


def compare(name: str, left: Value, right: Value) -> Value:
    """Return whether a comparison holds, None where a side is NULL."""
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


ARITHMETIC: Final = {"Add", "Sub", "Mul", "Div", "IntDiv", "Mod"}


def operate(name: str, left: Value, right: Value) -> Value:
    """Return what an operator of arithmetic gives."""
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
