"""Dates, times and intervals: moments that every driver can read back.

A moment with a zone stays within 1900 and 2100, one without within the years 2 and 9998, so that
not even a shift by a time zone leaves what a datetime can hold.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from alembic_mrt.roundtrip.seed.pool import SIZE, Pool, Takes

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)?\Z")
_CLOCK = re.compile(r"\d\d:\d\d(:\d\d(\.\d{6})?)?\Z")
_UNIT = r"[+-]?\d{1,6} ?(?:years?|mons?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)"
_SPAN = r"-?\d{1,4}:\d\d(?::\d\d(?:\.\d{1,6})?)?"
_INTERVAL = re.compile(rf"(?:{_UNIT}(?: {_UNIT})*(?: {_SPAN})?|{_SPAN})\Z")


def _moments(salt: int) -> list[datetime]:
    start = datetime(2021, 1, 1) + timedelta(days=salt % 900, seconds=salt % 86_399)
    step = timedelta(days=1, hours=1, seconds=61, microseconds=100_003)
    return [start + step * i + timedelta(microseconds=salt % 99_999) for i in range(SIZE)]


def _spelled(pattern: re.Pattern[str], write: type[date] = datetime) -> Takes:
    def takes(literal: object) -> str | None:
        if not isinstance(literal, str) or not pattern.match(literal):
            return None
        try:
            write.fromisoformat(literal[:10])
        except ValueError:
            return None
        return literal

    return takes


def dates(salt: int) -> Pool:
    """Offer dates."""
    plain = [(date(2021, 1, 1) + timedelta(days=salt % 900 + i)).isoformat() for i in range(SIZE)]
    hard = ("9998-12-31", "0002-01-01", "2024-02-29")
    return Pool(tuple(plain), "1970-01-01", hard, _spelled(_DATE, date))


def stamps(salt: int, zone: str = "", *, extremes: bool = True) -> Pool:
    """Offer dates with a time; ``zone`` is what is written behind each."""
    plain = tuple(_write(moment) + zone for moment in _moments(salt))
    years = ("9998", "0002") if extremes else ("2099", "1900")
    ends = (f"{years[0]}-12-31 23:59:59.999999", f"{years[1]}-01-01 00:00:00.000000")
    hard = tuple(end + zone for end in (*ends, "2024-02-29 12:00:00.000001"))
    least, close = "1970-01-01 00:00:00.000000" + zone, tuple(m + zone for m in _close(salt))
    return Pool(plain, least, hard, _spelled(_STAMP), close=close)


def _close(salt: int) -> list[str]:
    """Write moments that follow each other by seconds, then minutes, hours and days."""
    start = _moments(salt)[0]
    steps = (0, 1, 60, 300, 3600, 7200, 28_800, 86_400, 172_800, 604_800)
    return [_write(start + timedelta(seconds=seconds)) for seconds in steps]


def _write(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="microseconds")


def times(salt: int, zone: str = "") -> Pool:
    """Offer times of the day."""
    plain = tuple(
        time(i % 23, (salt + i) % 60, i, salt % 999_999).isoformat("microseconds") + zone
        for i in range(SIZE)
    )
    return Pool(plain, "00:00:00.000000" + zone, ("23:59:59.999999" + zone,), _clocks(zone))


def _clocks(zone: str) -> Takes:
    """Take a time of the day, spelled in full."""

    def takes(literal: object) -> str | None:
        if not isinstance(literal, str) or not _CLOCK.match(literal):
            return None
        try:
            return time.fromisoformat(literal).isoformat("microseconds") + zone
        except ValueError:
            return None

    return takes


def intervals(salt: int) -> Pool:
    """Offer lengths of time in the words of PostgreSQL."""
    plain = tuple(f"{salt % 90 + i} days {i % 24:02}:15:30.5" for i in range(SIZE))
    hard = ("1 year 2 mons 3 days 04:05:06.000007", "-7 days")
    return Pool(plain, "00:00:00", hard, _interval)


def _interval(literal: object) -> str | None:
    return literal if isinstance(literal, str) and _INTERVAL.match(literal) else None


def whole_intervals(salt: int) -> Pool:
    """Offer lengths of time for columns that keep some of their fields alone.

    Each has all fields, so that those which are kept differ.
    """
    plain = tuple(
        f"{salt % 9 + i} years {i % 11} mons {salt % 90 + i} days {i:02}:{i:02}:{i:02}"
        for i in range(1, SIZE + 1)
    )
    return Pool(plain, "00:00:00", (), _interval)
