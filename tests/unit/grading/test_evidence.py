from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.evidence import is_verbatim
from interview_coach.domain.grade import Coverage, Evidence, FlagRaised, Graded, KeyPointFinding
from interview_coach.grading.evidence import checked, checked_findings
from tests.support.events import a_question, a_rubric
from tests.support.grading import an_exchange

ANSWER = "I would collect real notes. Two raters judge each."
EXCHANGE = an_exchange(a_question(), a_rubric(), ANSWER)
TRUE = Evidence(quote="real notes", turn=1, start=16, end=26)


def test_a_verbatim_quote_is_verbatim() -> None:
    assert is_verbatim(TRUE, EXCHANGE)


def test_the_interviewers_words_are_no_evidence() -> None:
    text = EXCHANGE.turns[0].text
    assert not is_verbatim(Evidence(quote=text[:5], turn=0, start=0, end=5), EXCHANGE)


def test_a_turn_that_is_not_there_is_no_evidence() -> None:
    assert not is_verbatim(TRUE.model_copy(update={"turn": 7}), EXCHANGE)


@given(start=st.integers(0, 60), length=st.integers(1, 40), quote=st.text(min_size=1, max_size=20))
def test_only_what_stands_there_is_verbatim(start: int, length: int, quote: str) -> None:
    evidence = Evidence.model_construct(quote=quote, turn=1, start=start, end=start + length)
    assert is_verbatim(evidence, EXCHANGE) == (ANSWER[start : start + length] == quote)


def test_a_level_falls_when_its_quotes_are_invented() -> None:
    invented = TRUE.model_copy(update={"quote": "two hundred notes"})
    grade = Graded(criterion="method", level=4.5, reason="Strong.", evidence=(invented,))
    result = checked(grade, EXCHANGE)
    assert result.level == 2.0
    assert result.evidence == ()
    assert "none of the quotes stands in the answer" in result.reason


def test_the_true_quotes_stay_and_carry_the_level() -> None:
    invented = TRUE.model_copy(update={"start": 0})
    grade = Graded(criterion="method", level=4.5, reason="Strong.", evidence=(invented, TRUE))
    result = checked(grade, EXCHANGE)
    assert (result.level, result.evidence) == (4.5, (TRUE,))


def test_an_honest_grade_is_untouched() -> None:
    grade = Graded(criterion="method", level=4.5, reason="Strong.", evidence=(TRUE,))
    assert checked(grade, EXCHANGE) == grade


def test_red_flags_need_a_quote_too() -> None:
    flag = FlagRaised(text="Guesses.", caps_at=2, evidence=TRUE.model_copy(update={"quote": "guesswork"}))
    grade = Graded(criterion="method", level=2, reason="Held.", evidence=(TRUE,), red_flags=(flag,))
    assert checked(grade, EXCHANGE).red_flags == ()


def test_flags_that_stand_cap_the_level_whatever_the_grader_made_of_them() -> None:
    flag = FlagRaised(text="Guesses.", caps_at=2, evidence=TRUE)
    grade = Graded(criterion="method", level=4.5, reason="Strong.", evidence=(TRUE,), red_flags=(flag,))
    result = checked(grade, EXCHANGE)
    assert (result.level, result.reason) == (2.0, "Held at 2 by a red flag: Guesses. Strong.")
    assert checked(result, EXCHANGE) == result
    false = flag.model_copy(update={"evidence": TRUE.model_copy(update={"quote": "guesswork"})})
    assert checked(grade.model_copy(update={"red_flags": (false,)}), EXCHANGE).level == 4.5


def test_findings_lose_invented_evidence_only() -> None:
    invented = TRUE.model_copy(update={"quote": "not said"})
    finding = KeyPointFinding(key_point="examples", coverage=Coverage.COVERED, evidence=(TRUE, invented))
    assert checked_findings((finding,), EXCHANGE)[0].evidence == (TRUE,)


def test_a_key_point_whose_evidence_was_invented_counts_as_missed() -> None:
    invented = TRUE.model_copy(update={"quote": "not said"})
    finding = KeyPointFinding(key_point="examples", coverage=Coverage.COVERED, evidence=(invented,))
    assert checked_findings((finding,), EXCHANGE)[0].coverage is Coverage.MISSED
