"""The shipped library, read once."""

from __future__ import annotations

from functools import cache

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import load_library


@cache
def shipped() -> Library:
    """Return the library of what comes with the program."""
    return load_library(None)


def shipped_questions() -> list[Question]:
    """Return all shipped questions."""
    return list(shipped().questions())


def rubric_of(question: Question) -> Rubric:
    """Return the rubric that a shipped question is graded against."""
    return shipped().rubrics[question.rubric]
