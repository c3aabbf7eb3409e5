"""Evaluate expressions of SQL on sample values, as far as all dialects agree on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from alembic_mrt.analyzer.data.convert import (
    Refused,
    Unsure,
    Value,
    cast,
    is_number,
    number_of,
    written,
)
from alembic_mrt.analyzer.data.functions import FUNCTIONS, epoch_of
from alembic_mrt.analyzer.data.kinds import kind_of
from alembic_mrt.analyzer.data.operators import ARITHMETIC, COMPARISONS, compare, operate
from alembic_mrt.operations.spelling import from_sql

Row: TypeAlias = Mapping[str, Value]
_LONGEST: Final = 10_000


def value_of(tree: Any, row: Row) -> Value:
    """Return what an expression gives for a row; raise Unsure where that is not known."""
    name = type(tree).__name__
    special = _SPECIAL.get(name)
    if special is not None:
        return special(tree, row)
    if name in COMPARISONS:
        return compare(name, value_of(tree.this, row), value_of(tree.expression, row))
    if name in ARITHMETIC:
        return operate(name, value_of(tree.this, row), value_of(tree.expression, row))
    plain = FUNCTIONS.get(name)
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
    return None if value is None else any(compare("EQ", value, item) is True for item in listed)


def _between(tree: Any, row: Row) -> Value:
    value = value_of(tree.this, row)
    low, high = value_of(tree.args["low"], row), value_of(tree.args["high"], row)
    above, below = compare("GTE", value, low), compare("LTE", value, high)
    return None if above is None or below is None else bool(above and below)


def _case(tree: Any, row: Row) -> Value:
    subject = tree.this
    for branch in tree.args["ifs"]:
        asked = value_of(branch.this, row)
        met = asked if subject is None else compare("EQ", value_of(subject, row), asked)
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
    return None if compare("EQ", value, other) is True else value


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


def _extract(tree: Any, row: Row) -> Value:
    value = value_of(tree.expression, row)
    if value is None:
        return None
    if str(tree.this).upper() != "EPOCH" or not isinstance(value, dt.datetime):
        raise Unsure("a part of a moment")
    return epoch_of(value)


_SPECIAL: Final[dict[str, Callable[[Any, Row], Value]]] = {
    "Column": _column, "Literal": _literal, "Null": lambda *_: None,
    "Boolean": lambda tree, _: bool(tree.this), "Paren": lambda t, r: value_of(t.this, r),
    "And": _both, "Or": _either, "Not": _not, "Is": _is, "In": _in, "Between": _between,
    "Case": _case, "Coalesce": _coalesce, "Nullif": _nullif, "Cast": _cast, "TryCast": _cast,
    "Extract": _extract, "Concat": _concat, "Trim": _trim,
    "AtTimeZone": lambda t, r: value_of(t.this, r),
}  # fmt: skip
