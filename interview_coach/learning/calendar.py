"""A study plan as a calendar: iCalendar (RFC 5545), one event for each day that has something to do.

Events keep their ids, so a calendar that takes the file again moves them and doubles none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from interview_coach.domain.text import without_unsafe
from interview_coach.learning.tasks import Day, StudyPlan

LINE = 75
"""Octets that a line may have, its end left out (RFC 5545, section 3.1)."""


def calendar(plan: StudyPlan, *, now: datetime, at: time | None = None) -> str:
    """Return the days of ``plan`` from today on as the text of an ``.ics`` file.

    Args:
        plan: what to do.
        now: the present instant: events of a later file take the place of these.
        at: the time of day at which practice begins, wherever the candidate is; ``None`` makes all-day events.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//interview-coach//study plan//EN", "METHOD:PUBLISH"]
    lines.append("X-WR-CALNAME:Interview practice")
    for day in plan.days:
        if day.on == plan.goal.interview_on:
            lines += _event(f"interview-{plan.goal.began_on:%Y%m%d}", now, _all_day(day.on), "The interview", day.note)
        elif day.tasks:
            when = _all_day(day.on) if at is None else _timed(day.on, at, day.minutes)
            lines += _event(f"practice-{day.on:%Y%m%d}", now, when, _summary(day), _description(day))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    r"""Return ``text`` as a value of type TEXT: ``\``, ``;`` and ``,`` behind a backslash, line ends as ``\n``."""
    plain = without_unsafe(text.replace("\r\n", "\n"))
    for character in "\\;,":
        plain = plain.replace(character, f"\\{character}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """Return ``line`` broken so that no part has more than :data:`LINE` octets, and no character is torn."""
    parts, part, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE:
            parts.append(part)
            part, size = " ", 1
        part, size = part + character, size + octets
    return "\r\n".join([*parts, part])


def _event(name: str, now: datetime, when: list[str], summary: str, description: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{name}@interview-coach.invalid"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from when
    yield f"SUMMARY:{escaped(summary)}"
    if description:
        yield f"DESCRIPTION:{escaped(description)}"
    yield "END:VEVENT"


def _all_day(on: date) -> list[str]:
    return [
        f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
        "TRANSP:TRANSPARENT",
    ]


def _timed(on: date, at: time, minutes: int) -> list[str]:
    return [f"DTSTART:{datetime.combine(on, at):%Y%m%dT%H%M%S}", f"DURATION:PT{max(1, minutes)}M"]


def _summary(day: Day) -> str:
    first, *more = day.tasks
    rest = f" and {len(more)} more" if more else ""
    return f"Interview practice, {day.minutes} min: {first.title}{rest}"


def _description(day: Day) -> str:
    told = [f"{'[done] ' if t.done else ''}{t.title} ({t.minutes} min)\n  {t.why}" for t in day.tasks]
    return "\n".join([*told, *([day.note] if day.note else [])])
