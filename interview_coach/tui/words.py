"""The words in which the app speaks of times, levels and people. Pure functions of plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_coach.tui.safe_text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from interview_coach.domain.plan import Plan
    from interview_coach.domain.question import Question

LEVEL_WORDS = {1: "not shown", 2: "thin", 3: "solid", 4: "strong", 5: "outstanding"}
LEVEL_MEANINGS = {
    1: "The question was not really answered.",
    2: "The right direction, but general; much left out.",
    3: "The main points, with a reason or two; some gaps.",
    4: "Specific and well argued, with numbers; small gaps.",
    5: "Complete, concrete, persuasive: hard to better.",
}


def spoken_level(level: float) -> str:
    """Return the word for a level from 1.0 to 5.0."""
    from interview_coach.domain.rubric import nearest_level

    return LEVEL_WORDS[nearest_level(level)]


def level_with_margin(level: float, margin: float) -> str:
    """Say a level as the number it is: ``3.4 of 5``, with ``about`` and ``±1`` where it is an estimate."""
    return f"about {level:.1f} of 5, ±{margin:g}" if margin else f"{level:.1f} of 5"


def clock(seconds: float) -> str:
    """Return ``m:ss``; hours where there are any."""
    whole = int(max(0.0, seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counted(number: int, thing: str) -> str:
    """Return ``1 question``, ``2 questions``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


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


_ABBREVIATIONS = frozenset({"ai", "rag", "ml"})


def spaced(slug: str) -> str:
    """Return a slug as words: ``evaluation-design`` becomes ``Evaluation design``."""
    words = [w.upper() if w in _ABBREVIATIONS else w for w in slug.split("-")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


SHORT_FORMAT_WORDS = {"drill": "Drill", "mock": "Mock", "roleplay": "Roleplay", "portfolio": "Portfolio"}
FORMAT_WORDS = {"drill": "Drill", "mock": "Mock interview", "roleplay": "Roleplay", "portfolio": "Your own case"}


def speaker(plan: Plan, question: Question | None) -> str:
    """Return who sits on the other side: the stakeholder of a roleplay, else the persona."""
    from interview_coach.domain.persona import PERSONAS

    if plan.format == "roleplay" and question is not None and question.stakeholder is not None:
        return one_line(f"{question.stakeholder.name}, {question.stakeholder.role}", 60)
    return PERSONAS[plan.persona].title
