"""Dates, times and intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alembic_mrt.roundtrip.dialects.postgresql.values.request import Builder
from alembic_mrt.roundtrip.seed import moments

_FIELDS = (
    *("year", "month", "day", "hour", "minute", "second", "year to month", "day to hour"),
    *("day to minute", "day to second", "hour to minute", "hour to second", "minute to second"),
)

BUILDERS: Final[Mapping[str, Builder]] = {
    "date": lambda request: moments.dates(request.salt),
    "time without time zone": lambda request: moments.times(request.salt),
    "time with time zone": lambda request: moments.times(request.salt, "+00"),
    "timestamp without time zone": lambda request: moments.stamps(request.salt),
    "timestamp with time zone": lambda r: moments.stamps(r.salt, "+00", extremes=False),
    "interval": lambda request: moments.intervals(request.salt),
    **{
        f"interval {fields}": lambda request: moments.whole_intervals(request.salt)
        for fields in _FIELDS
    },
}
