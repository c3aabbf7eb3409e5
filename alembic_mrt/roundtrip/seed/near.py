"""What lies near a number, a date, a time or an interval that an expression speaks of."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from alembic_mrt.roundtrip.seed.pool import fraction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from alembic_mrt.roundtrip.seed.facts import ColumnFacts
    from alembic_mrt.roundtrip.seed.pool import Value

_MOST = 60
_BESIDE = (0, 1, -1)
_STEPS = (0, 1, -1, 2, -2, 3, 4, 5, 6, 7, 8, -3, -4, -5)
_DAYS = (1, -1, 2, 3, 5, 7, 14, 27, -7, 366, -366)
_SPANS = tuple(
    timedelta(seconds=seconds)
    for days in (1, 60, 3600, 7200, 86_400, 172_800, 31_622_400)
    for seconds in (days, -days)
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)([+-]\d\d(?::?\d\d)?|Z)?\Z")
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?\Z")


def numbers_near(literals: Sequence[str]) -> Iterator[object]:
    """Yield what lies between numbers that follow each other, then what lies around each."""
    numbers = [Decimal(literal) for literal in literals]
    for low, high in zip(sorted(numbers), sorted(numbers)[1:], strict=False):
        yield from (_plain(low + (high - low) * part / 16) for part in range(1, 16))
    for step in _STEPS:
        yield from (_plain(number + step) for number in numbers)
    yield from (_plain(number * 2) for number in numbers)


def near(column: ColumnFacts, literals: Sequence[object]) -> list[Value]:
    """Return the values of a column at each of some literals, and on both sides of it."""
    if column.pool is None or column.given is not None:
        return []
    numbers = [n for n in map(fraction, literals) if n is not None]
    strings = [text for text in literals if isinstance(text, str)]
    beside = (f"{number + step}" for number in numbers for step in _BESIDE)
    tried = (*beside, *strings, *moments_near(strings))
    found: list[Value] = [v for v in map(column.pool.takes, tried) if v is not None]
    return list(dict.fromkeys(found))[:_MOST]


def _plain(number: Decimal) -> object:
    return int(number) if number == number.to_integral_value() else number


def moments_near(literals: Sequence[str]) -> Iterator[str]:
    """Yield dates, dates with a time, times of the day and intervals around those that are some."""
    for literal in literals:
        # A day that no calendar has, or one at its end.
        with suppress(ValueError, OverflowError):
            yield from _around(literal)


def _around(literal: str) -> Iterator[str]:
    stamp, clock = _STAMP.match(literal), _CLOCK.match(literal)
    if _DATE.match(literal):
        day = date.fromisoformat(literal)
        yield from ((day + timedelta(days=days)).isoformat() for days in _DAYS)
    elif stamp:
        moment = datetime.fromisoformat(stamp[1])
        yield from (f"{moment + span}{stamp[2] or ''}" for span in _SPANS)
    elif clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        start = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        yield from (_clock(start + span) for span in _SPANS if timedelta(0) <= start + span)
    elif re.search(r"\d (day|mon|year)s?\Z", literal):
        yield from (f"{literal} 00:00:01", f"{literal} -00:00:01")


def _clock(span: timedelta) -> str:
    minutes, seconds = divmod(span.days * 86_400 + span.seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
