"""What the choices made so far will lead to, in words. Questions are counted, never shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError
from interview_coach.tui.safe_text import shown
from interview_coach.tui.words import FORMAT_WORDS, counted, spaced

if TYPE_CHECKING:
    from interview_coach.domain.plan import Choices, Plan
    from interview_coach.wiring import Coach


@dataclass(frozen=True)
class WhatWillBe:
    """Whether an interview can be planned, and what it will be or what to loosen."""

    possible: bool
    sentence: str


def what_will_be(coach: Coach, choices: Choices) -> WhatWillBe:
    """Plan the interview as a trial and describe it. Blocks."""
    from interview_coach.interviewing.planning import what_was_relaxed

    try:
        plan = coach.plan(choices, seed=0)
    except CoachError as error:
        return WhatWillBe(False, shown(str(error)))
    relaxed = what_was_relaxed(plan)
    return WhatWillBe(True, f"{_described(plan)}{' ' + relaxed if relaxed else ''}")


def _described(plan: Plan) -> str:
    topics = Counter(spaced(question.competency) for question in plan.questions)
    about = ", ".join(topic if count == 1 else f"{topic} ×{count}" for topic, count in topics.items())
    what = FORMAT_WORDS[plan.format]
    return f"{what}: {counted(len(plan.questions), 'question')}, {_minutes(plan)}. For example: {about}."


def _minutes(plan: Plan) -> str:
    limit, count = plan.time, len(plan.questions)
    if limit is None:
        return f"about {sum(q.minutes for q in plan.questions):g} minutes"
    if limit.scope == "interview":
        return f"{limit.minutes:g} minutes in all"
    return f"{limit.minutes:g} minutes each" if count > 1 else f"{limit.minutes:g} minutes"
