from __future__ import annotations

import pytest

from interview_coach.authoring.trying import try_out
from interview_coach.domain.question import Exemplar, Question
from interview_coach.domain.vocabulary import Format
from tests.support.shipped import rubric_of, shipped_questions

QUESTION = next(q for q in shipped_questions() if q.id == "boiler-helper-before-launch")


def with_exemplars(*exemplars: Exemplar, question: Question = QUESTION) -> Question:
    return question.model_copy(update={"exemplars": exemplars})


def test_shipped_exemplars_are_placed_near_their_levels() -> None:
    trial = try_out([QUESTION], rubric_of(QUESTION))
    assert [p.stated for p in trial.placings] == sorted(e.level for e in QUESTION.exemplars)
    assert all(p.off is not None and abs(p.off) <= 1 for p in trial.placings)
    assert trial.upside_down == () and trial.without == ()
    assert set(trial.placings[0].criteria) == {c.id for c in rubric_of(QUESTION).criteria}


def test_exemplars_with_swapped_levels_are_upside_down() -> None:
    low, high = (next(e for e in QUESTION.exemplars if e.level == level) for level in (1, 5))
    for style in ("natural", "plain"):
        swapped = with_exemplars(Exemplar(level=1, text=high.text), Exemplar(level=5, text=low.text, style=style))
        assert try_out([swapped], rubric_of(QUESTION)).upside_down == (QUESTION.id,)


def test_the_mean_is_weighed_as_in_the_rubric() -> None:
    rubric = rubric_of(QUESTION)
    placing = try_out([QUESTION], rubric).placings[-1]
    assert placing.found == pytest.approx(sum(c.weight * placing.criteria[c.id] for c in rubric.criteria), abs=0.051)


def test_questions_without_exemplars_are_told() -> None:
    trial = try_out([with_exemplars()], rubric_of(QUESTION))
    assert (trial.placings, trial.without) == ((), (QUESTION.id,))


def test_what_cannot_be_graded_says_why() -> None:
    bare = QUESTION.model_copy(update={"key_points": (), "exemplars": (Exemplar(level=3, text="Well, I would see."),)})
    (placing,) = try_out([bare], rubric_of(QUESTION)).placings
    assert placing.found is None and placing.off is None and placing.reason


def test_questions_about_a_case_of_ones_own_are_placed_too() -> None:
    own = next(q for q in shipped_questions() if Format.PORTFOLIO in q.formats and q.exemplars)
    assert all(p.found is not None for p in try_out([own], rubric_of(own)).placings)
