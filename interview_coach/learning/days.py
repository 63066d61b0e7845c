"""Days as the candidate lives them: the local date of an instant."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import TypeAlias

Zone: TypeAlias = tzinfo | None
"""Where the candidate's days begin and end; ``None`` is the machine's own time zone."""


def day_of(at: datetime, zone: Zone) -> date:
    """Return the local date of an instant; its own date where the calendar ends and no zone can move it."""
    try:
        return at.astimezone(zone).date()
    except (OverflowError, ValueError, OSError):
        return at.date()


def day_words(day: date) -> str:
    """Return a day as people write it: ``Sat 21 Nov 2026``, the same in every locale."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
