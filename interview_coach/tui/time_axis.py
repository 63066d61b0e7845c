"""A time axis: where an instant stands between the first and the last, and which days are written below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

STEPS = (1, 2, 7, 14, 28, 91, 182, 364)
"""Days between two labels, where they leave room enough."""

ROOM = 10
"""Cells that a label takes, with some air."""

MIDDLE = 0.5
"""Where everything stands that happened in one instant."""


class Label(NamedTuple):
    """Words below a place (0 to 1) of the axis."""

    place: float
    text: str


def by_date(instants: Sequence[datetime]) -> list[float]:
    """Return the place of each instant between the first and the last (0 to 1)."""
    if not instants:
        return []
    first, last = min(instants), max(instants)
    span = (last - first).total_seconds()
    return [(at - first).total_seconds() / span if span else MIDDLE for at in instants]


def date_labels(instants: Sequence[datetime], width: int) -> list[Label]:
    """Return the days to write below an axis of ``width`` cells: each where it begins; a short while by its ends."""
    if not instants:
        return []
    first, last = _here(min(instants)), _here(max(instants))
    days = (last.date() - first.date()).days
    if not days:
        return [Label(MIDDLE, _day(last.date(), last.date()))]
    most = max(1, width // ROOM)
    step = next((step for step in STEPS if days // step <= most), days // most + 1)
    begun = [_begin(first.date() + timedelta(days=number * step)) for number in range(1, days // step + 1)]
    span = last - first
    found = [Label((at - first) / span, _day(at.date(), last.date())) for at in begun if first <= at <= last]
    if len(found) >= 2:
        return found
    return [Label(0, _day(first.date(), last.date())), Label(1, _day(last.date(), last.date()))]


def in_turn(numbers: Sequence[int]) -> list[float]:
    """Return the place of each attempt where the first stands left, the last right, and all as far apart."""
    last = max(numbers, default=0)
    return [number / last if last else MIDDLE for number in numbers]


def turn_labels(count: int, width: int) -> list[Label]:
    """Return the numbers to write below ``count`` attempts, 1 and the last among them."""
    if count <= 1:
        return [Label(MIDDLE, "1")] * count
    step = max(1, -(-(count - 1) * 4 // max(1, width)))
    return [Label(number / (count - 1), str(number + 1)) for number in range(0, count, step)]


def written(labels: Sequence[Label], width: int) -> str:
    """Return the labels in one line of ``width`` cells, each below its place as far as it fits; none touch."""
    line = [" "] * width
    free = 0
    for label in labels:
        start = round(label.place * (width - 1)) - len(label.text) // 2
        start = max(0, min(start, width - len(label.text)))
        if start >= free and start + len(label.text) <= width:
            line[start : start + len(label.text)] = label.text
            free = start + len(label.text) + 1
    return "".join(line)


def _here(at: datetime) -> datetime:
    try:
        return at.astimezone()
    except (OverflowError, ValueError, OSError):  # a journal may name an instant at the very end of the calendar
        return at


def _begin(day: date) -> datetime:
    try:
        return datetime.combine(day, time()).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.combine(day, time(), UTC)


def _day(day: date, last: date) -> str:
    return f"{day.day} {day:%b}" if day.year == last.year else f"{day:%b} {day.year}"
