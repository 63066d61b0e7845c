"""Words that text, screen and report share: of levels, times, people, and what was spent. Pure functions of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview_coach.domain.naming import spaced

if TYPE_CHECKING:
    from interview_coach.domain.grade import Graded
    from interview_coach.domain.plan import Plan
    from interview_coach.domain.question import Question
    from interview_coach.domain.usage import Spent

__all__ = [
    "FORMAT_WORDS",
    "LEVEL_MEANINGS",
    "LEVEL_WORDS",
    "clock",
    "counted",
    "dollars_words",
    "interviewer_name",
    "spaced",
    "spent_words",
    "spoken_level",
    "spread_words",
]

LEVEL_WORDS = {1: "not shown", 2: "thin", 3: "solid", 4: "strong", 5: "outstanding"}
LEVEL_MEANINGS = {
    1: "The question was not really answered.",
    2: "The right direction, but general; much left out.",
    3: "The main points, with a reason or two; some gaps.",
    4: "Specific and well argued, with numbers; small gaps.",
    5: "Complete, concrete, persuasive: hard to better.",
}
FORMAT_WORDS = {"drill": "Drill", "mock": "Mock interview", "roleplay": "Roleplay", "portfolio": "Your own case"}


def spoken_level(level: float) -> str:
    """Return the word for a level from 1.0 to 5.0."""
    from interview_coach.domain.rubric import nearest_level

    return LEVEL_WORDS[nearest_level(level)]


def clock(seconds: float) -> str:
    """Return ``m:ss``; hours where there are any."""
    whole = int(max(0.0, seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def counted(number: int, thing: str) -> str:
    """Return ``1 question``, ``2 questions``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def interviewer_name(plan: Plan, question: Question | None) -> str:
    """Return who sits on the other side: the stakeholder of a roleplay, else the persona."""
    from interview_coach.domain.persona import PERSONAS

    if plan.format == "roleplay" and question is not None and question.stakeholder is not None:
        return f"{question.stakeholder.name}, {question.stakeholder.role}"
    return PERSONAS[plan.persona].title


def spent_words(spent: Spent) -> str:
    """Return what models took, in one line; empty where none was asked."""
    if not spent.requests:
        return ""
    usage = spent.usage
    parts = [
        f"{spent.requests} request{'s' if spent.requests > 1 else ''}",
        f"{usage.read:,} tokens read ({spent.cached_share:.0%} from the cache)",
        f"{usage.output_tokens:,} written",
        dollars_words(spent),
    ]
    return ", ".join(parts)


def dollars_words(spent: Spent) -> str:
    """Return the price of several requests, saying where it is not known."""
    if spent.requests and spent.unpriced == spent.requests:
        return "price not known"
    more = f" and {spent.unpriced} of unknown price" if spent.unpriced else ""
    return f"${spent.dollars:.2f}{more}" if spent.dollars >= 0.01 or not spent.dollars else f"under $0.01{more}"


def spread_words(grade: Graded) -> str:
    """Return the levels of which a level is the mean; empty where it was graded once."""
    return f"mean of {', '.join(f'{level:g}' for level in sorted(grade.samples))}" if len(grade.samples) > 1 else ""
