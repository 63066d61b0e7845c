from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.events import CriterionWasGraded, Event, GradingFinished, GradingStarted
from interview_coach.domain.grade import ExchangeGrade, Graded, GraderInfo, Ungraded
from interview_coach.domain.replay import replay
from interview_coach.domain.rubric import Gate, Rubric, nearest_level
from interview_coach.domain.scoring import ENOUGH_GRADED, scorecard, weighted_level
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Verdict
from tests.support.events import (
    FULL_GRADER,
    OFFLINE_GRADER,
    START,
    a_criterion,
    a_rubric,
    asked,
    at,
    graded,
    started,
    ungraded,
)
from tests.support.strategies import levels


def a_grade(*criteria: Graded | Ungraded, grader: GraderInfo = FULL_GRADER) -> ExchangeGrade:
    return ExchangeGrade(run="a", at=START, grader=grader, rubric_hash="x", criteria=criteria, finished=True)


def interview(*grades: tuple[GraderInfo, list[Graded | Ungraded]], rubric: Rubric | None = None) -> Transcript:
    """Return an interview with one graded exchange for each of ``grades``."""
    events: list[Event] = [started(max(1, len(grades)), rubrics=(rubric or a_rubric(),))]
    for index, (grader, criteria) in enumerate(grades):
        events.append(asked(index * 10 + 1, index, closes="skipped"))
        events.append(GradingStarted(at=at(99), exchange=index, run="r", grader=grader, rubric_hash="x"))
        events += [CriterionWasGraded(at=at(99), exchange=index, run="r", grade=c) for c in criteria]
        events.append(GradingFinished(at=at(99), exchange=index, run="r"))
    return replay(events)


@st.composite
def rubrics_with_grades(draw: st.DrawFn) -> tuple[Rubric, list[Graded | Ungraded]]:
    shares = draw(st.lists(st.integers(1, 20), min_size=1, max_size=6))
    criteria = tuple(a_criterion(f"c-{n}", share / sum(shares)) for n, share in enumerate(shares))
    results: list[Graded | Ungraded] = []
    for criterion in criteria:
        level = draw(st.none() | levels)
        results.append(ungraded(criterion.id) if level is None else graded(criterion.id, level))
    return a_rubric(criteria=criteria), results


@given(rubrics_with_grades())
def test_a_level_lies_between_the_levels_it_is_made_of(case: tuple[Rubric, list[Graded | Ungraded]]) -> None:
    rubric, results = case
    level = weighted_level(a_grade(*results), rubric)
    found = {r.criterion: r.level for r in results if isinstance(r, Graded)}
    weight = sum(c.weight for c in rubric.criteria if c.id in found)
    assert (level is None) == (weight < ENOUGH_GRADED - 1e-9)
    if level is not None:
        assert min(found.values()) <= level <= max(found.values())


@given(rubrics_with_grades())
def test_ungraded_never_counts_as_a_number(case: tuple[Rubric, list[Graded | Ungraded]]) -> None:
    rubric, results = case
    only_graded = [r for r in results if isinstance(r, Graded)]
    assert weighted_level(a_grade(*results), rubric) == weighted_level(a_grade(*only_graded), rubric)


@given(rubrics_with_grades(), levels)
def test_equal_levels_give_exactly_that_level(case: tuple[Rubric, list[Graded | Ungraded]], level: float) -> None:
    """Rounding must not push a level over or under a verdict's threshold."""
    rubric, _ = case
    results = [graded(c.id, level) for c in rubric.criteria]
    card = scorecard(interview((FULL_GRADER, list(results)), rubric=rubric))
    assert card.level == level


def test_weights_count() -> None:
    assert weighted_level(a_grade(graded("method", 5), graded("rigour", 2)), a_rubric()) == pytest.approx(3.8)


def test_too_little_graded_has_no_level_and_says_why() -> None:
    card = scorecard(interview((FULL_GRADER, [ungraded("method", "The model was away."), graded("rigour", 5)])))
    assert card.level is None and card.verdict is None
    assert card.exchanges[0].level is None
    assert card.exchanges[0].reason == "The model was away."
    enough = scorecard(interview((FULL_GRADER, [graded("method", 4), ungraded("rigour")])))
    assert enough.level == 4


def test_an_exchange_without_a_level_is_left_out_of_the_mean() -> None:
    card = scorecard(
        interview(
            (FULL_GRADER, [graded("method", 4), graded("rigour", 4)]),
            (FULL_GRADER, [ungraded("method"), ungraded("rigour")]),
        )
    )
    assert [e.level for e in card.exchanges] == [4, None]
    assert card.level == 4


def test_a_verdict_needs_most_of_the_planned_questions() -> None:
    strong: list[Graded | Ungraded] = [graded("method", 5), graded("rigour", 5)]
    nothing: list[Graded | Ungraded] = [ungraded("method"), ungraded("rigour")]
    few = scorecard(interview((FULL_GRADER, strong), (FULL_GRADER, nothing), (FULL_GRADER, nothing)))
    assert (few.graded, few.planned, few.level, few.verdict) == (1, 3, 5, None)
    most = scorecard(interview((FULL_GRADER, strong), (FULL_GRADER, strong), (FULL_GRADER, nothing)))
    assert (most.graded, most.planned) == (2, 3)
    assert most.verdict is not None


def test_no_exchange_no_level() -> None:
    for transcript in (replay([started()]), replay([started(), asked(1)])):
        card = scorecard(transcript)
        assert card.level is None and card.verdict is None and card.estimate
        assert card.reason == "No question has a level."
    assert scorecard(replay([started(), asked(1)])).exchanges[0].reason == "Not graded yet."


def test_a_coverage_estimate_never_leads_to_a_verdict() -> None:
    card = scorecard(interview((OFFLINE_GRADER, [graded("method", 5), graded("rigour", 5)])))
    assert card.estimate and card.level == 5 and card.verdict is None


def test_different_graders_have_no_common_mean() -> None:
    fours: list[Graded | Ungraded] = [graded("method", 4), graded("rigour", 4)]
    card = scorecard(interview((FULL_GRADER, fours), (FULL_GRADER.model_copy(update={"prompt_hash": "z"}), fours)))
    assert not card.comparable and card.level is None and card.verdict is None
    assert "Different graders" in card.reason
    mixed = scorecard(interview((FULL_GRADER, fours), (OFFLINE_GRADER, fours)))
    assert mixed.estimate and not mixed.comparable and mixed.verdict is None


def test_a_gate_of_one_question_holds_back_the_whole_interview() -> None:
    gate = Gate(id="g", criterion="rigour", at_most=1.5, caps_verdict_at=Verdict.NO_HIRE, reason="No group was named.")
    rubric = a_rubric(gates=(gate,))
    card = scorecard(
        interview(
            (FULL_GRADER, [graded("method", 5), graded("rigour", 5)]),
            (FULL_GRADER, [graded("method", 5), graded("rigour", 1)]),
            rubric=rubric,
        )
    )
    assert card.level is not None and card.level > 4
    assert card.verdict is not None and card.verdict.verdict is Verdict.NO_HIRE
    assert card.verdict.reasons[0] == "No group was named."
    assert [len(e.gates) for e in card.exchanges] == [0, 1]


@given(st.floats(1, 5))
def test_the_nearest_level_is_an_anchored_one_within_a_half(level: float) -> None:
    assert nearest_level(level) in {1, 2, 3, 4, 5}
    assert abs(nearest_level(level) - level) <= 0.5
    assert [nearest_level(x) for x in (1.5, 2.5, 4.5)] == [2, 3, 5]


def test_no_quote_no_number() -> None:
    with pytest.raises(ValueError, match="needs evidence"):
        Graded(criterion="method", level=2.1, reason="Because.")
    assert Graded(criterion="method", level=2, reason="Nothing was said of it.").evidence == ()


def test_how_often_answers_were_graded_makes_no_other_grader() -> None:
    thrice = FULL_GRADER.model_copy(update={"samples": 3})
    card = scorecard(interview((FULL_GRADER, [graded("method", 4)]), (thrice, [graded("method", 3)])))
    assert (card.comparable, card.level) == (True, 3.5)


def test_a_grading_that_failed_altogether_takes_nothing_away() -> None:
    events: list[Event] = [started(1), asked(1, closes="skipped")]
    for run, grader, found in (("1.1", OFFLINE_GRADER, graded("method", 2)), ("1.2", FULL_GRADER, ungraded("method"))):
        events.append(GradingStarted(at=at(90), exchange=0, run=run, grader=grader, rubric_hash="x"))
        events.append(CriterionWasGraded(at=at(91), exchange=0, run=run, grade=found))
        events.append(GradingFinished(at=at(92), exchange=0, run=run))
    [exchange] = replay(events).exchanges
    assert exchange.grade is not None and exchange.grade.run == "1.1"
    [alone] = replay([*events[:2], *events[5:]]).exchanges
    assert alone.grade is not None and alone.grade.run == "1.2", "where there is no other it tells why"


def test_a_verdict_says_which_gates_nobody_could_check() -> None:
    gate = Gate(id="g", criterion="rigour", at_most=1.5, caps_verdict_at=Verdict.NO_HIRE, reason="No group was named.")
    lax = gate.model_copy(update={"id": "lax", "caps_verdict_at": Verdict.STRONG_HIRE})
    found: list[Graded | Ungraded] = [graded("method", 4), ungraded("rigour")]
    verdict = scorecard(interview((FULL_GRADER, found), rubric=a_rubric(gates=(gate, lax)))).verdict
    assert verdict is not None and verdict.verdict is Verdict.HIRE
    assert verdict.reasons == (
        "The mean level is 4.00.",
        "A gate could not be checked, since question 1 has no level in “Rigour”: it could cap the verdict.",
    )
    low = scorecard(interview((FULL_GRADER, [graded("method", 2), found[1]]), rubric=a_rubric(gates=(gate,)))).verdict
    assert low is not None and low.reasons == ("The mean level is 2.00.",), "it could change nothing"


def test_a_verdict_says_how_many_questions_it_could_not_regard() -> None:
    fours: list[Graded | Ungraded] = [graded("method", 4), graded("rigour", 4)]
    none: list[Graded | Ungraded] = [ungraded("method"), ungraded("rigour")]
    verdict = scorecard(interview(*[(FULL_GRADER, fours)] * 2, (FULL_GRADER, none))).verdict
    assert verdict is not None
    assert verdict.reasons == ("The mean level is 4.00.", "1 of 3 questions has no level and could not be regarded.")
