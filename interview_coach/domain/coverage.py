"""How many questions there are for whom: a table of competencies against tracks, seniorities, formats and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interview_coach.domain.question import Question
from interview_coach.domain.vocabulary import Background, Difficulty, Format, Seniority, Track


class Side(NamedTuple):
    """One way to divide questions: its title, its values, and whether a question fits one of them."""

    title: str
    values: tuple[StrEnum, ...]
    fits: Callable[[Question, StrEnum], bool]


SIDES: dict[str, Side] = {
    "format": Side("format", tuple(Format), lambda q, value: value in q.formats),
    "track": Side("track", tuple(Track), lambda q, value: not q.tracks or value in q.tracks),
    "seniority": Side("seniority", tuple(Seniority), lambda q, value: not q.seniorities or value in q.seniorities),
    "background": Side("background", tuple(Background), lambda q, value: not q.backgrounds or value in q.backgrounds),
    "difficulty": Side("difficulty", tuple(Difficulty), lambda q, value: q.difficulty is value),
}
"""A question that names no track, seniority or background fits all of them."""


@dataclass(frozen=True)
class Row:
    """A competency with the number of its questions, and of those that fit each value of a side."""

    competency: str
    questions: int
    fitting: tuple[int, ...]


def coverage(questions: Sequence[Question], side: Side) -> list[Row]:
    """Return a row for each competency, by name."""
    rows = []
    for competency in sorted({q.competency for q in questions}):
        own = [q for q in questions if q.competency == competency]
        rows.append(Row(competency, len(own), tuple(fitting(own, side, value) for value in side.values)))
    return rows


def fitting(questions: Sequence[Question], side: Side, value: StrEnum) -> int:
    """Return how many of ``questions`` fit ``value``."""
    return sum(side.fits(question, value) for question in questions)
