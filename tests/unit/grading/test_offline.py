from __future__ import annotations

from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.evidence import is_verbatim
from interview_coach.domain.grade import Coverage, Graded, Ungraded
from interview_coach.domain.question import Exemplar, KeyPoint, Question, RedFlag
from interview_coach.domain.rubric import Indicator, Rubric, nearest_level
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import CloseReason, Format, NonAnswer, Purpose
from interview_coach.grading.offline import OfflineGrader
from tests.support.events import a_criterion, a_question, a_rubric
from tests.support.grading import an_exchange

RUBRIC: Rubric = a_rubric(
    criteria=(
        a_criterion(
            "method",
            0.6,
            indicators=(
                Indicator(id="looks", text="Looks at real use.", cues=("sit down", "real notes", "watch nurses")),
                Indicator(id="counts", text="Sets a threshold.", cues=("nine in ten", "at least", "wrong doses")),
            ),
        ),
        a_criterion(
            "rigour",
            0.4,
            indicators=(
                Indicator(id="judges", text="Checks the judges.", cues=("second opinion", "disagree", "kappa")),
            ),
        ),
    )
)

STRONG = (
    "First I would sit down on the ward and watch nurses use it on real notes, two hundred of them. "
    "I would call it ready when nine in ten summaries are complete and when there are no wrong doses at all. "
    "Each summary gets a second opinion, and where the two of them disagree we talk about it until the rule is clear."
)
MIDDLING = (
    "I would take some real notes and look at what comes out of the summariser together with the team on the ward. "
    "If they disagree with each other then I would want to know why that is, and then we go on from there."
)
WEAK = "I would launch it to a few wards and see what happens, and then I would listen to the feedback that comes in."

POINTS = (
    KeyPoint(id="examples", text="Collects real examples", criterion="method", cues=("real notes", "two hundred")),
    KeyPoint(id="agreement", text="Checks the judges", criterion="rigour", cues=("disagree", "second opinion")),
)


def a_graded_question(**changes: Any) -> Question:
    exemplars = (
        Exemplar(level=1, text=WEAK),
        Exemplar(level=3, text=MIDDLING),
        Exemplar(level=5, text=STRONG),
    )
    fields: dict[str, Any] = {"key_points": POINTS, "exemplars": exemplars}
    return a_question(**(fields | changes))


QUESTION = a_graded_question()


def levels(*answers: str, question: Question = QUESTION) -> list[float]:
    results, _ = OfflineGrader().estimate(an_exchange(question, RUBRIC, *answers))
    return [r.level for r in results if isinstance(r, Graded)]


def test_the_exemplars_fix_the_scale_shrunk_to_the_middle() -> None:
    assert levels(STRONG) == [4.7, 4.7]
    assert 2.5 <= fmean(levels(MIDDLING)) <= 4
    assert max(levels(WEAK)) <= 2


def test_a_strong_answer_in_other_words_need_not_reach_the_model_answers_coverage() -> None:
    others = (
        "I'd sit down with some of the nurses over real notes, for as long as it takes until nine in ten are complete, "
        "and I would want a second opinion on each of them before anybody else on the ward gets to use it."
    )
    assert fmean(levels(MIDDLING)) < fmean(levels(others)) <= 4.7
    assert fmean(levels(others)) >= 4


def test_every_quote_is_verbatim_and_every_level_has_one() -> None:
    exchange = an_exchange(QUESTION, RUBRIC, MIDDLING, STRONG)
    results, findings = OfflineGrader().estimate(exchange)
    for result in results:
        assert isinstance(result, Graded)
        assert result.evidence
        assert all(is_verbatim(e, exchange) for e in result.evidence)
    assert all(is_verbatim(e, exchange) for f in findings for e in f.evidence)


def test_an_estimate_says_so() -> None:
    results, _ = OfflineGrader().estimate(an_exchange(QUESTION, RUBRIC, STRONG))
    assert {r.margin for r in results if isinstance(r, Graded)} == {1.0}
    assert not OfflineGrader().info.full


def test_reasons_name_what_was_seen_and_what_the_next_level_needs() -> None:
    results, _ = OfflineGrader().estimate(an_exchange(QUESTION, RUBRIC, MIDDLING))
    method = results[0]
    assert isinstance(method, Graded)
    assert method.reason == "Heard signs of: Looks at real use."
    assert method.next_level.startswith(RUBRIC.criteria[0].levels[nearest_level(method.level) + 1])
    assert "Sets a threshold" in method.next_level


def test_key_points_are_covered_or_missed() -> None:
    _, findings = OfflineGrader().estimate(
        an_exchange(QUESTION, RUBRIC, f"{WEAK} I would look at real notes from the ward.")
    )
    assert [f.coverage for f in findings] == [Coverage.COVERED, Coverage.MISSED]


def test_a_red_flag_caps_its_criterion_with_a_quote() -> None:
    flag = RedFlag(id="hope", text="Hopes.", criterion="method", caps_at=2, cues=("hope for the best",))
    question = a_graded_question(red_flags=(flag,))
    results, _ = OfflineGrader().estimate(an_exchange(question, RUBRIC, f"{STRONG} And then we hope for the best."))
    method, rigour = results
    assert isinstance(method, Graded)
    assert isinstance(rigour, Graded)
    assert method.level == 2
    assert [f.evidence.quote for f in method.red_flags] == ["And then we hope for the best."]
    assert rigour.level == 4.7


def test_a_red_flag_that_is_denied_is_not_raised() -> None:
    flag = RedFlag(id="hope", text="Hopes.", criterion="method", caps_at=2, cues=("hope for the best",))
    question = a_graded_question(red_flags=(flag,))
    answer = f"{STRONG} To hope for the best isn't a plan, and I wouldn't hope for the best."
    results, _ = OfflineGrader().estimate(an_exchange(question, RUBRIC, answer))
    assert [r.red_flags for r in results if isinstance(r, Graded)] == [(), ()]


def test_a_skipped_question_is_ungraded() -> None:
    results, findings = OfflineGrader().estimate(an_exchange(QUESTION, RUBRIC))
    assert [r.reason for r in results] == ["The question was skipped."] * 2
    assert all(isinstance(r, Ungraded) for r in results)
    assert findings == ()


def test_silence_is_ungraded() -> None:
    exchange = an_exchange(QUESTION, RUBRIC, "   ", "")
    results, _ = OfflineGrader().estimate(exchange.model_copy(update={"closed": CloseReason.NOT_ANSWERED}))
    assert [r.reason for r in results] == ["Nothing was answered."] * 2


def test_a_non_answer_is_level_1_and_says_why() -> None:
    results, _ = OfflineGrader().estimate(an_exchange(QUESTION, RUBRIC, "I don't know", "no idea"))
    for result in results:
        assert isinstance(result, Graded)
        assert result.level <= 2
        assert "you do not know" in result.reason


def taken_for(noticed: NonAnswer | None, *answers: str, closed: CloseReason) -> Exchange:
    """Return an exchange whose answers the interviewer all took for that, and asked again."""
    exchange = an_exchange(QUESTION, RUBRIC, *answers)
    changes: dict[str, Any] = {Purpose.ANSWER: {"noticed": noticed}, Purpose.PROBE: {"purpose": Purpose.REASK}}
    turns = tuple(t.model_copy(update=changes.get(t.purpose)) for t in exchange.turns)
    return exchange.model_copy(update={"turns": turns, "closed": closed})


@pytest.mark.parametrize("closed", [CloseReason.NOT_ANSWERED, CloseReason.ENDED, CloseReason.TIME_UP])
@pytest.mark.parametrize("answers", [("I don't know", "no idea"), ("I don't know", "Look at who loses."), (STRONG,)])
def test_a_question_that_was_not_answered_is_ungraded_and_says_why(
    answers: tuple[str, ...], closed: CloseReason
) -> None:
    results, findings = OfflineGrader().estimate(taken_for(NonAnswer.DONT_KNOW, *answers, closed=closed))
    assert findings == ()
    assert [r.status for r in results] == ["ungraded", "ungraded"]
    assert {r.reason for r in results} == {"The question was not answered: it says that you do not know."}


def test_a_question_that_was_skipped_after_a_non_answer_was_skipped() -> None:
    exchange = taken_for(NonAnswer.TOO_SHORT, "Look at who loses.", closed=CloseReason.SKIPPED)
    assert {r.reason for r in OfflineGrader().estimate(exchange)[0]} == {"The question was skipped."}


def test_a_few_words_after_a_question_asked_again_are_weighed_as_the_interviewer_does() -> None:
    exchange = taken_for(None, "I don't know", "Look at who loses.", closed=CloseReason.ENDED)
    for result in OfflineGrader().estimate(exchange)[0]:
        assert "does not answer the question" in result.reason


def test_a_criterion_without_cues_is_ungraded_not_1() -> None:
    rubric = a_rubric(criteria=(RUBRIC.criteria[0], a_criterion("rigour", 0.4)))
    results, _ = OfflineGrader().estimate(an_exchange(a_graded_question(key_points=()), rubric, STRONG))
    assert [r.status for r in results] == ["graded", "ungraded"]


def test_without_exemplars_the_general_scale_holds() -> None:
    question = a_graded_question(exemplars=())
    assert 2 < fmean(levels(STRONG, question=question)) <= 4.7
    assert fmean(levels(WEAK, question=question)) < 2


def test_what_the_candidate_says_later_adds_to_it() -> None:
    assert fmean(levels(MIDDLING, STRONG)) >= fmean(levels(MIDDLING))


def test_a_non_answer_between_answers_changes_nothing() -> None:
    assert levels(STRONG, "I don't know") == levels(STRONG)


def test_the_same_words_get_the_same_estimate() -> None:
    grader = OfflineGrader()
    exchange = an_exchange(QUESTION, RUBRIC, MIDDLING)
    assert grader.estimate(exchange) == grader.estimate(exchange) == OfflineGrader().estimate(exchange)


@given(st.text(max_size=500))
def test_any_text_gets_levels_within_the_scale(text: str) -> None:
    exchange = an_exchange(QUESTION, RUBRIC, text)
    results, _ = OfflineGrader().estimate(exchange)
    assert [r.criterion for r in results] == ["method", "rigour"]
    for result in results:
        if isinstance(result, Graded):
            assert 1 <= result.level <= 5
            assert all(is_verbatim(e, exchange) for e in result.evidence)


@given(st.permutations(STRONG.split(". ")), st.integers(0, 3))
def test_leaving_sentences_out_never_helps(parts: list[str], count: int) -> None:
    whole = levels(". ".join(parts) + ".")
    part = levels(". ".join(parts[:count]) + ".")
    assert all(a <= b for a, b in zip(part, whole, strict=False))


def test_a_case_of_ones_own_gets_no_number() -> None:
    question = a_question(formats=(Format.PORTFOLIO, Format.DRILL))
    said = "We collected real notes for a year, and rated each of them."
    results, findings = OfflineGrader().estimate(an_exchange(question, a_rubric(), said))
    assert {type(r) for r in results} == {Ungraded}
    assert all("a case of your own" in r.reason for r in results)
    assert not findings
