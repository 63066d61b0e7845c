"""What the choices made so far will lead to, in words. Questions are counted, never shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview_coach.domain.vocabulary import Engine, Format
from interview_coach.errors import CoachError
from interview_coach.interviewing.opening import headline
from interview_coach.tui.own_case import read_case
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.words import FORMAT_WORDS, counted, spaced

if TYPE_CHECKING:
    from interview_coach.domain.plan import Choices, Plan
    from interview_coach.wiring import Coach


@dataclass(frozen=True)
class WhatWillBe:
    """Whether an interview can be planned, and what it will be or what to loosen."""

    possible: bool
    sentence: str
    case: str = ""
    """The candidate's own case, where they brought one and the format is about it."""


def what_will_be(coach: Coach, choices: Choices, case_path: str) -> WhatWillBe:
    """Plan the interview as a trial and describe it, reading the file of the candidate's own case. Blocks."""
    from interview_coach.interviewing.planning import what_was_relaxed

    own = choices.format is Format.PORTFOLIO
    try:
        plan = coach.plan(choices, seed=0)
        case = read_case(case_path) if own else ""
    except CoachError as error:
        return WhatWillBe(False, shown(str(error)))
    sentences = [_described(plan), what_was_relaxed(plan) or "", _about(case) if own else ""]
    return WhatWillBe(True, " ".join(filter(None, sentences)), case)


def _about(case: str) -> str:
    if not case:
        return "No file: you tell of your case yourself."
    return f"It is about your file of {counted(len(case.split()), 'word')}: “{one_line(headline(case), 60)}”."


def _described(plan: Plan) -> str:
    topics = Counter(spaced(question.competency) for question in plan.questions)
    about = ", ".join(topic if count == 1 else f"{topic} ×{count}" for topic, count in topics.items())
    what = FORMAT_WORDS[plan.format]
    who = "Claude interviews" if plan.engine is Engine.CLAUDE else "The offline coach interviews"
    return f"{what}: {counted(len(plan.questions), 'question')}, {_minutes(plan)}. {who}. For example: {about}."


def _minutes(plan: Plan) -> str:
    limit, count = plan.time, len(plan.questions)
    if limit is None:
        return f"about {sum(q.minutes for q in plan.questions):g} minutes"
    if limit.scope == "interview":
        return f"{limit.minutes:g} minutes in all"
    return f"{limit.minutes:g} minutes each" if count > 1 else f"{limit.minutes:g} minutes"
