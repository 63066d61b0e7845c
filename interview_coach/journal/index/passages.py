"""What can be searched of an interview, passage by passage: what was said, the feedback, the labels."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from interview_coach.domain.debrief import Debrief
from interview_coach.domain.grade import ExchangeGrade
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Role

MOST_PASSAGES = 1 << 16
"""Passages of one interview that can be told apart; what comes after them cannot be searched."""


class Where(StrEnum):
    """What a passage belongs to."""

    TITLE = "title"
    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    FEEDBACK = "feedback"
    DEBRIEF = "debrief"
    NOTE = "note"


class Passage(NamedTuple):
    """A text that can be searched, and where it stands in its interview; exchanges and turns count from 0."""

    where: Where
    exchange: int | None
    turn: int | None
    text: str


def passages(transcript: Transcript) -> list[Passage]:
    """Return the passages of an interview in the order in which a reader meets them.

    Of the plan only the titles of questions that were asked: a search must not tell what comes next, nor what a good
    answer would have been.
    """
    found = (p for p in _passages(transcript) if p.text.strip())
    return [p for p, _ in zip(found, range(MOST_PASSAGES), strict=False)]


def _passages(transcript: Transcript) -> Iterator[Passage]:
    yield Passage(Where.TITLE, None, None, " ".join((transcript.name, *transcript.tags)))
    yield Passage(Where.NOTE, None, None, transcript.note)
    for index, exchange in enumerate(transcript.exchanges):
        yield Passage(Where.TITLE, index, None, exchange.question.title)
        for number, turn in enumerate(exchange.turns):
            where = Where.INTERVIEWER if turn.role is Role.INTERVIEWER else Where.CANDIDATE
            yield Passage(where, index, number, turn.text)
        for grade in exchange.grades:
            for text in _feedback(grade):
                yield Passage(Where.FEEDBACK, index, None, text)
    if transcript.debrief:
        for text in _debrief(transcript.debrief):
            yield Passage(Where.DEBRIEF, None, None, text)


def _feedback(grade: ExchangeGrade) -> Iterator[str]:
    for found in grade.criteria:
        if found.status == "ungraded":
            yield found.reason
        else:
            yield "\n".join(t for t in (found.reason, *(f.text for f in found.red_flags), found.next_level) if t)


def _debrief(debrief: Debrief) -> Iterator[str]:
    for point in (*debrief.strengths, *debrief.changes):
        yield point.text
    if debrief.rewrite:
        yield f"{debrief.rewrite.rewritten}\n{debrief.rewrite.why}"
