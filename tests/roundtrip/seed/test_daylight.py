"""The hours of the clock that stand for two moments, or for none."""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from alembic_mrt.roundtrip.seed.daylight import doubtful_hours


def test_both_moments_of_one_hour_and_an_hour_that_is_none() -> None:
    skipped, first, second = doubtful_hours(["Europe/Berlin", 5, "no/zone"])
    assert skipped == "2021-03-28 02:30:00"
    zone = ZoneInfo("Europe/Berlin")
    moments = [datetime.fromisoformat(m).replace(tzinfo=timezone.utc) for m in (first, second)]
    assert moments[0] != moments[1]
    assert len({m.astimezone(zone).replace(tzinfo=None) for m in moments}) == 1


def test_a_zone_that_never_changes() -> None:
    assert doubtful_hours(["Asia/Tokyo", "UTC", "Europe/Nowhere"]) == ()
