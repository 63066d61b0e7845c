"""Answers by people who had never seen the cues, and how the offline grader estimates them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.support.estimates import mean_estimate
from tests.support.shipped import shipped

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
def _answers() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent.parent / "data" / "strangers.yaml").read_text(encoding="utf-8")
    answers: dict[str, dict[str, str]] = yaml.safe_load(text)
    return answers


def stranger_texts(question_id: str, *kinds: str) -> list[str]:
    """Return the strangers' answers of such kinds to a question; none where nobody answered it."""
    answers = _answers().get(question_id, {})
    return [answers[kind] for kind in kinds if kind in answers]


@cache
def strangers(cut: int | None = None) -> tuple[Stranger, ...]:
    """Return all answers with their estimates, each in one go, without follow-ups; only their first ``cut`` words."""
    found = []
    for question_id, kinds in _answers().items():
        question = shipped().question(question_id)
        for kind, whole in kinds.items():
            text = " ".join(whole.split()[:cut])
            found.append(Stranger(question_id, kind, len(text.split()), mean_estimate(question, text)))
    return tuple(found)
