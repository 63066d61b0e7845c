from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.question import KeyPoint
from interview_coach.domain.rubric import Indicator
from interview_coach.lexical.coverage import COVERED, CueBook, covered_share, criterion_coverage, key_point_coverage
from tests.support.events import a_criterion, a_question, a_rubric

QUESTION = a_question()


def test_one_fresh_cue_covers_a_key_point() -> None:
    found = key_point_coverage(QUESTION, ["We would collect real examples first."])
    assert found == {"examples": COVERED, "agreement": 0.0}


def test_more_cues_count_for_less_each() -> None:
    one = key_point_coverage(QUESTION, ["Collect real examples."])["examples"]
    two = key_point_coverage(QUESTION, ["Collect real examples into a golden set."])["examples"]
    assert one < two < 2 * one


def test_saying_it_twice_counts_once() -> None:
    once = key_point_coverage(QUESTION, ["Collect real examples."])
    assert key_point_coverage(QUESTION, ["Collect real examples. " * 9, "Real examples."]) == once


def test_the_share_weighs_key_points_by_value() -> None:
    points = (
        KeyPoint(id="dear", text="x", criterion="method", weight=3, cues=("golden set",)),
        KeyPoint(id="cheap", text="y", criterion="method", weight=1, cues=("ask around",)),
    )
    question = a_question(key_points=points)
    assert covered_share(question, ["I would build a golden set."]) == 0.75
    assert covered_share(question, []) == 0.0
    assert covered_share(a_question(key_points=()), ["anything"]) == 0.0


def test_a_cue_that_stands_in_the_question_is_worth_nothing() -> None:
    point = KeyPoint(id="launch", text="x", criterion="method", cues=("enough to launch", "summariser fails"))
    question = a_question(key_points=(point,))
    assert key_point_coverage(question, ["It is good enough to launch."]) == {"launch": 0.0}
    partly = key_point_coverage(question, ["I look at where the summariser fails."])["launch"]
    assert 0 < partly < COVERED


def test_giving_the_interviewers_phrase_back_is_worth_nothing() -> None:
    book = CueBook({"a": ["two raters"]}, question=QUESTION)
    assert book.read("We have two raters on it.", before="Would you have two raters?").spans == []
    assert len(book.read("We have two raters on it.", before="Who judges?").spans) == 1


def test_word_lists_hold_no_cues() -> None:
    book = CueBook({"a": ["golden set"]}, question=QUESTION)
    soup = "golden set precision recall kappa guardrails fallback drift fairness audit"
    assert book.read(soup).spans == []


def test_criteria_are_covered_through_their_indicators() -> None:
    indicator = Indicator(id="i", text="Looks at real use", cues=("real nurses", "watch people"))
    rubric = a_rubric(criteria=(a_criterion("method", 0.6, indicators=(indicator,)), a_criterion("rigour", 0.4)))
    found = criterion_coverage(QUESTION, rubric, ["I would sit down and watch people work with real nurses."])
    assert found == {"method": 0.75, "rigour": 0.0}


@given(
    st.lists(
        st.sampled_from(["golden", "set", "real", "examples", "two", "raters", "agree", "and", "not"]), max_size=40
    )
)
def test_coverage_stays_between_0_and_1_and_only_grows(words: list[str]) -> None:
    text = " ".join(words)
    first = key_point_coverage(QUESTION, [text])
    both = key_point_coverage(QUESTION, [text, "We would collect real examples and have two raters agree."])
    for point, strength in first.items():
        assert 0 <= strength < 1
        assert both[point] >= strength
