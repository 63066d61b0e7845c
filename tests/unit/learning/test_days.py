from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interview_coach.learning.days import day_of, day_words


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-29T00:30:00+00:00", "Europe/Lisbon", date(2026, 3, 29)),
        ("2026-03-28T23:30:00+00:00", "Europe/Berlin", date(2026, 3, 29)),
        ("2026-10-25T22:59:00+00:00", "Europe/Berlin", date(2026, 10, 25)),
        ("2026-10-25T23:00:00+00:00", "Europe/Berlin", date(2026, 10, 26)),
        ("2026-06-01T10:30:00+00:00", "Pacific/Kiritimati", date(2026, 6, 2)),
    ],
)
def test_days_follow_the_zone_and_its_summer_time(at: str, zone: str, day: date) -> None:
    assert day_of(datetime.fromisoformat(at), ZoneInfo(zone)) == day


def test_the_ends_of_the_calendar_keep_their_day() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert day_of(first, ZoneInfo("America/New_York")) == date.min
    assert day_of(last, ZoneInfo("Asia/Tokyo")) == date.max
    assert isinstance(day_of(first, None), date)


def test_days_are_told_alike_everywhere() -> None:
    assert day_words(date(2026, 11, 21)) == "Sat 21 Nov 2026"
    assert day_words(date(2027, 3, 1)) == "Mon 1 Mar 2027"
