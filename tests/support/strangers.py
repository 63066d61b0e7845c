"""Answers by people who had never seen the cues, and how the offline grader estimates them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import yaml

from interview_coach.domain.grade import Graded
from interview_coach.grading.offline import OfflineGrader
from tests.support.grading import an_exchange
from tests.support.shipped import rubric_of, shipped

LEVELS = {"strong": 5.0, "middling": 3.0, "weak": 1.5}
"""The level that each kind of answer was written to."""


class Stranger(NamedTuple):
    """One answer, the level that it was written to, and the mean of its criteria's estimates."""

    question: str
    kind: str
    words: int
    estimate: float

    @property
    def error(self) -> float:
        """How many levels the estimate is off, at most 4."""
        return abs(self.estimate - LEVELS[self.kind])


@cache
def strangers(cut: int | None = None) -> tuple[Stranger, ...]:
    """Return all answers with their estimates, each in one go, without follow-ups; only their first ``cut`` words."""
    grader = OfflineGrader()
    answers = yaml.safe_load((Path(__file__).parent.parent / "data" / "strangers.yaml").read_text(encoding="utf-8"))
    found = []
    for question_id, kinds in answers.items():
        question = shipped().question(question_id)
        for kind, whole in kinds.items():
            text = " ".join(whole.split()[:cut])
            results, _ = grader.estimate(an_exchange(question, rubric_of(question), text))
            mean = fmean(r.level for r in results if isinstance(r, Graded))
            found.append(Stranger(question_id, kind, len(text.split()), mean))
    return tuple(found)
