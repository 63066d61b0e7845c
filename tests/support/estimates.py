"""What the offline grader makes of single answers to shipped questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import permutations
from statistics import fmean
from typing import NamedTuple

from interview_coach.domain.grade import Graded
from interview_coach.domain.question import Question
from interview_coach.grading.guards import held_back
from interview_coach.grading.offline import OfflineGrader
from interview_coach.grading.profile import Profile
from tests.support.grading import an_exchange
from tests.support.shipped import rubric_of, shipped_questions

_GRADER = OfflineGrader()


@cache
def profile_of(question_id: str) -> Profile:
    """Return what the grader knows of a shipped question."""
    question = next(q for q in shipped_questions() if q.id == question_id)
    return Profile(question, rubric_of(question))


def estimates(question: Question, *answers: str) -> list[float]:
    """Return the level of each criterion of a shipped question."""
    results, _ = _GRADER.estimate(an_exchange(question, rubric_of(question), *answers))
    return [r.level for r in results if isinstance(r, Graded)]


def mean_estimate(question: Question, *answers: str) -> float:
    """Return the mean of the criteria's levels; 1 where nothing was graded."""
    return fmean(estimates(question, *answers) or [1.0])


def held(question: Question, text: str) -> str | None:
    """Return why an answer is held at level 2, if it is."""
    profile = profile_of(question.id)
    return held_back([profile.book.read(text)], profile.topic, known_cues=len(profile.book.owners))


class WrongPair(NamedTuple):
    """The model answer to one question, graded under another one of the same rubric."""

    asked: Question
    answered: Question
    text: str


def wrong_pairs(*, comparable: bool = True) -> Iterator[WrongPair]:
    """Yield every model answer with every other question under its rubric that can tell what is about it, or cannot."""
    for answered, asked in permutations(shipped_questions(), 2):
        model = answered.model_answer
        if model and asked.rubric == answered.rubric and profile_of(asked.id).topic.comparable is comparable:
            yield WrongPair(asked, answered, model.text)
