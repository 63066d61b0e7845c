"""Asking the question: the interviewer's first words, and those between two questions."""

from __future__ import annotations

from interview_coach.domain.plan import Plan, TimeScope
from interview_coach.domain.vocabulary import Format, Purpose
from interview_coach.interviewing.interviewer import Move
from interview_coach.interviewing.phrases import MANNERS
from interview_coach.interviewing.speech import Speech

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


_MARKS = " #*_-=>\t`|"
"""What Markdown puts around a title."""


def open_question(plan: Plan, index: int, speech: Speech) -> Move:
    """Say the question ``index`` of the plan in the persona's voice; in a roleplay only the stakeholder speaks."""
    question = plan.questions[index]
    if plan.format is Format.ROLEPLAY and question.stakeholder is not None:
        speech.add(question.spoken)
        return Move(purpose=Purpose.OPEN)
    manner = MANNERS[plan.persona]
    if index == 0:
        speech.pick(manner.openings)
        speech.pick([f.format(frame=frame(plan)) for f in manner.frames])
        if plan.portfolio:
            speech.add(f"I have read what you sent: “{headline(plan.portfolio)}”.")
    else:
        speech.pick(manner.transitions)
    speech.break_paragraph()
    speech.add(question.ask)
    if question.stakeholder is not None:
        speech.break_paragraph()
        speech.add(f"{question.stakeholder.name}, {question.stakeholder.role}: “{question.stakeholder.opening}”")
    return Move(purpose=Purpose.OPEN)


def headline(case: str) -> str:
    """Return what a case calls itself: its first line, without Markdown's marks, cut at 80 characters."""
    lines = (line.strip(_MARKS) for line in case.splitlines())
    words = next(filter(None, lines), "your case")
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


def frame(plan: Plan) -> str:
    """Return how many questions there are and how long they take, in words: "three questions and about 18 minutes"."""
    count = len(plan.questions)
    if plan.time is None:
        minutes = sum(q.minutes for q in plan.questions)
    else:
        minutes = plan.time.minutes * (1 if plan.time.scope is TimeScope.INTERVIEW else count)
    questions = f"{_NUMBERS[count] if count < len(_NUMBERS) else count} question{'s' if count != 1 else ''}"
    whole = max(1, round(minutes))
    return f"{questions} and about {whole} minute{'s' if whole != 1 else ''}"
