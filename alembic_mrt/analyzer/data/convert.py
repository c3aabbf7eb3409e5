"""Sample values, and what becomes of one that a column of another type takes."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
import uuid
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from alembic_mrt.analyzer.data.kinds import Kind

Value: TypeAlias = "str | bool | int | Fraction | dt.datetime | dt.date | None"


class Unsure(Exception):  # noqa: N818  not an error: an answer
    """Say that a value cannot be told."""


class Refused(Exception):  # noqa: N818  not an error: an answer
    """Say that a database refuses a value."""


def cast(value: Value, kind: Kind | None, *, explicit: bool = False) -> Value:
    """Return a value as a column of a type holds it; ``explicit`` is CAST, which cuts text."""
    if kind is None or kind.family == "other":
        raise Unsure("a type that is not known")
    if value is None:
        return None
    if kind.family in {"integer", "exact", "float"}:
        return _number(value, kind)
    if kind.family == "text":
        return _text(value, kind, cuts=explicit)
    if kind.family in {"date", "timestamp"}:
        return _moment(value, kind)
    if kind.family == "boolean":
        return _boolean(value)
    if kind.family in _SPELLINGS and isinstance(value, str):
        return _SPELLINGS[kind.family](value, kind)
    raise Unsure(f"a conversion to {kind.name}")


def _number(value: Value, kind: Kind) -> Value:
    if isinstance(value, str):
        value = _parsed(value)
    if not isinstance(value, int | Fraction):
        raise Unsure("a number made of another type")
    if kind.family == "integer":
        return _within(half_up(Fraction(value), 0), kind)
    number = Fraction(value)
    if kind.name == "REAL":
        return _single(number, kind)
    return _within(number if kind.scale is None else half_up(number, kind.scale), kind)


def _single(number: Fraction, kind: Kind) -> Fraction:
    """Return a number as four bytes hold it."""
    try:
        return Fraction(*struct.unpack("f", struct.pack("f", float(number))))
    except OverflowError:
        raise Refused(kind.name) from None


def is_number(value: object) -> bool:
    """Tell whether a value is a number."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def _within(rounded: Fraction, kind: Kind) -> Value:
    if kind.family == "integer":
        half = 2 ** ((kind.size or 64) - 1)
        if not -half <= rounded < half:
            raise Refused(kind.name)
        return int(rounded)
    if kind.whole_digits is not None and abs(rounded) >= 10**kind.whole_digits:
        raise Refused(kind.name)
    return rounded


def half_up(value: Fraction, scale: int) -> Fraction:
    """Round as databases do: a half goes away from zero."""
    unit = Fraction(1, 10) ** scale
    away = int(abs(value) / unit + Fraction(1, 2)) * unit
    return away if value >= 0 else -away


def _parsed(text: str) -> Fraction:
    try:
        return number_of(text)
    except ValueError:
        raise Refused(text) from None


_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?")


def number_of(text: str) -> Fraction:
    """Return the number that a text spells; raise ValueError for others, and for endless ones."""
    if _NUMBER.fullmatch(text.strip()) is None:
        raise ValueError(text)
    return Fraction(text.strip())


def _text(value: Value, kind: Kind, *, cuts: bool) -> Value:
    text = written(value)
    if kind.name.startswith(("CHAR", "NCHAR")):
        text = text.rstrip(" ")
    if kind.size is not None and len(text) > kind.size:
        if not cuts:
            raise Refused(kind.name)
        return text[: kind.size]
    return text


def written(value: Value) -> str:
    """Return a value as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction):
        whole = value.denominator == 1
        exact = Decimal(value.numerator) / value.denominator
        return str(value.numerator) if whole else f"{exact:.12f}".rstrip("0")
    return str(value)


def _moment(value: Value, kind: Kind) -> Value:
    if isinstance(value, str):
        value = _moment_of(value, kind)
    if not isinstance(value, dt.date):
        raise Unsure("a date made of another type")
    if kind.family == "date":
        return value.date() if isinstance(value, dt.datetime) else value
    moment = value if isinstance(value, dt.datetime) else dt.datetime(*value.timetuple()[:3])
    match = re.search(r"\((\d)\)", kind.name)
    return moment if match is None or match[1] == "6" else moment.replace(microsecond=0)


def _moment_of(text: str, kind: Kind) -> dt.datetime:
    """Return the moment that a text spells, in UTC where the column heeds the zone."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Refused(text) from None
    return in_utc(moment) if kind.zoned else moment.replace(tzinfo=None)


def in_utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment in UTC without its zone, as all samples are; one without a zone as it is."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(dt.timezone.utc).replace(tzinfo=None)


def _uuid(text: str, _: Kind) -> Value:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise Refused(text) from None


def _document(text: str, kind: Kind) -> Value:
    """Return a document as it is kept: jsonb sorts the keys, the shorter ones first."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(text) from None
    if not kind.name.startswith("JSONB"):
        return text
    return json.dumps(_sorted(document), ensure_ascii=False)


def _sorted(document: Any) -> Any:
    if isinstance(document, list):
        return [_sorted(item) for item in document]
    if isinstance(document, dict):
        keys = sorted(document, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _sorted(document[key]) for key in keys}
    if isinstance(document, float):
        raise Unsure("how a number is spelled")
    return document


_SPELLINGS: Final[dict[str, Callable[[str, Kind], Value]]] = {
    "enum": lambda text, _: text, "uuid": _uuid, "json": _document,
}  # fmt: skip


def _boolean(value: Value) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Fraction):
        return value != 0
    folded = str(value).strip().lower()
    if folded not in _TRUE | _FALSE:
        raise Refused(folded)
    return folded in _TRUE


_TRUE: Final = frozenset({"t", "true", "1", "y", "yes", "on"})
_FALSE: Final = frozenset({"f", "false", "0", "n", "no", "off"})


def same(one: Value, other: Value) -> bool:
    """Tell whether two values are equal, a text being equal to no number."""
    return isinstance(one, str) == isinstance(other, str) and one == other


def literal(value: Value) -> str:
    """Write a value as SQL would."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | Fraction):
        return written(value)
    return "'" + written(value).replace("'", "''") + "'"
