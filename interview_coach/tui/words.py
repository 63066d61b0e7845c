"""The words in which the app speaks of times, levels and people. Pure functions of plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_coach.reports.words import (
    FORMAT_WORDS,
    LEVEL_MEANINGS,
    LEVEL_WORDS,
    clock,
    counted,
    interviewer_name,
    spaced,
    spoken_level,
)
from interview_coach.tui.safe_text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.domain.plan import Plan
    from interview_coach.domain.question import Question

__all__ = [
    "FORMAT_WORDS",
    "LEVEL_MEANINGS",
    "LEVEL_WORDS",
    "SHORT_FORMAT_WORDS",
    "clock",
    "counted",
    "moment",
    "spaced",
    "speaker",
    "spoken_level",
]


def moment(when: datetime, now: datetime) -> str:
    """Return a short local time, as one says it at ``now``: ``today 14:02``, ``yesterday 9:30``, ``3 Nov 14:02``."""
    try:
        here, today = when.astimezone(), now.astimezone().date()
    except (OverflowError, ValueError, OSError):  # a journal may name an instant at the very end of the calendar
        return f"{when.year}"
    days = (today - here.date()).days
    clock_time = f"{here.hour}:{here.minute:02}"
    if days == 0:
        return f"today {clock_time}"
    if days == 1:
        return f"yesterday {clock_time}"
    year = "" if here.year == today.year else f" {here.year}"
    return f"{here.day} {here:%b}{year} {clock_time}"


SHORT_FORMAT_WORDS = {"drill": "Drill", "mock": "Mock", "roleplay": "Roleplay", "portfolio": "Portfolio"}


def speaker(plan: Plan, question: Question | None) -> str:
    """Return who sits on the other side: the stakeholder of a roleplay, else the persona."""
    return one_line(interviewer_name(plan, question), 60)
