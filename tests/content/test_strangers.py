"""How the offline grader does with people whom it has never heard: docs/offline-grader.md has the figures."""

from __future__ import annotations

from statistics import fmean

import pytest

from interview_coach.learning.rating import ESTIMATED_LAPSE_BELOW, GOOD_FROM
from tests.support.shipped import shipped_questions
from tests.support.strangers import LEVELS, strangers


def mean(kind: str) -> float:
    return fmean(s.estimate for s in strangers() if s.kind == kind)


def by_question(kind: str) -> dict[str, float]:
    return {s.question: s.estimate for s in strangers() if s.kind == kind}


def test_strangers_answered_enough_shipped_questions() -> None:
    asked = {s.question for s in strangers()}
    assert asked <= {q.id for q in shipped_questions()}
    assert len(asked) >= 60


@pytest.mark.parametrize(("kind", "low", "high"), [("strong", 3.2, 5), ("middling", 2.1, 3.8), ("weak", 1, 2)])
def test_each_kind_of_answer_is_about_where_it_belongs(kind: str, low: float, high: float) -> None:
    assert low <= mean(kind) <= high


def test_strong_answers_are_above_weak_ones() -> None:
    strong, weak = by_question("strong"), by_question("weak")
    assert fmean(strong[q] > weak[q] for q in strong) >= 0.95


def test_strong_answers_are_mostly_above_middling_ones() -> None:
    strong, middling = by_question("strong"), by_question("middling")
    assert fmean(strong[q] > middling[q] for q in strong) >= 0.7


def test_the_estimate_beats_a_constant() -> None:
    best_constant = min(fmean(abs(LEVELS[s.kind] - guess / 10) for s in strangers()) for guess in range(10, 51))
    assert fmean(s.error for s in strangers()) < best_constant - 0.2


def test_length_alone_does_not_make_the_difference() -> None:
    """Strong answers are longer than weak ones; cut to the same length they still show more."""
    strong = [s.estimate for s in strangers(cut=100) if s.kind == "strong"]
    weak = [s.estimate for s in strangers(cut=100) if s.kind == "weak"]
    assert fmean(a > b for a in strong for b in weak) >= 0.75


def test_the_estimate_below_which_an_answer_is_a_lapse_tells_weak_answers_from_the_rest() -> None:
    """The figures that ``learning/rating.py`` and its decision record name."""
    below = [s.kind for s in strangers() if s.estimate < ESTIMATED_LAPSE_BELOW]
    assert {kind: below.count(kind) for kind in LEVELS} == {"strong": 0, "middling": 1, "weak": 62}
    assert len(by_question("weak")) == 68
    good = [s.kind for s in strangers() if s.estimate >= GOOD_FROM]
    assert {kind: good.count(kind) for kind in LEVELS} == {"strong": 53, "middling": 6, "weak": 0}
