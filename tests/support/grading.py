"""Exchanges as a grader sees them."""

from __future__ import annotations

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import CloseReason, Purpose, Role
from tests.support.events import START


def an_exchange(
    question: Question, rubric: Rubric, *answers: str, probe: str = "What would that look like?"
) -> Exchange:
    """Return a closed exchange in which ``answers`` were given, each after the first one to ``probe``."""
    turns = [_turn(Role.INTERVIEWER, Purpose.OPEN, question.spoken)]
    for number, answer in enumerate(answers):
        if number:
            turns.append(_turn(Role.INTERVIEWER, Purpose.PROBE, probe))
        turns.append(_turn(Role.CANDIDATE, Purpose.ANSWER, answer))
    closed = CloseReason.ANSWERED if answers else CloseReason.SKIPPED
    return Exchange(question=question, rubric=rubric, turns=tuple(turns), closed=closed)


def _turn(role: Role, purpose: Purpose, text: str) -> Turn:
    return Turn(role=role, text=text, at=START, purpose=purpose)
