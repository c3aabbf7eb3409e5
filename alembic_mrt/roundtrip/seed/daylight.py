"""Hours that a time zone has twice, or not at all.

A time of the clock in autumn stands for two moments, and one in spring for none: a step between
moments and times of the clock loses which one it was, and only rows at these hours show it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NAME: Final = re.compile(r"[A-Z]\w+(?:/[A-Z][\w+-]+)+")
_START: Final = datetime(2021, 1, 1, tzinfo=timezone.utc)
_DAY: Final = timedelta(days=1)
_STEP: Final = timedelta(minutes=30)


def doubtful_hours(literals: Iterable[object]) -> tuple[str, ...]:
    """Return such hours of each time zone that is among ``literals``, as dates with a time.

    Of an hour that is there twice it is both moments, in UTC; of one that is not, the time itself.
    """
    named = (text for text in literals if isinstance(text, str) and _NAME.fullmatch(text))
    return tuple(hour for name in dict.fromkeys(named) for hour in _of_zone(name))


def _of_zone(name: str) -> Iterator[str]:
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return
    for moment in _changes(zone):
        before, after = (_offset(m, zone) for m in (moment - _STEP, moment))
        if after < before:
            yield from (_written(moment - _STEP), _written(moment + (before - after) - _STEP))
        else:
            yield _written(moment + before + _STEP)


def _changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments of one year at which the clock is put on or back."""
    for number in range(365):
        day = _START + number * _DAY
        if _offset(day, zone) != _offset(day + _DAY, zone):
            steps = (day + i * _STEP for i in range(1, 49))
            yield next(m for m in steps if _offset(m, zone) != _offset(m - _STEP, zone))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
