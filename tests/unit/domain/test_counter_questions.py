"""How often a question may come instead of an answer."""

from __future__ import annotations

from interview_coach.domain.conversation import COUNTER_QUESTIONS, rule
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, Purpose, Role
from tests.support.events import START, a_question, a_rubric


def an_exchange(*noticed: NonAnswer | None) -> Exchange:
    """Return an open exchange with one answer for each of ``noticed``, each but the last one met with a re-ask."""
    turns = [Turn(role=Role.INTERVIEWER, text="How?", at=START, purpose=Purpose.OPEN)]
    for number, reason in enumerate(noticed):
        if number:
            turns.append(Turn(role=Role.INTERVIEWER, text="And?", at=START, purpose=Purpose.REASK))
        turns.append(Turn(role=Role.CANDIDATE, text="Why?", at=START, purpose=Purpose.ANSWER, noticed=reason))
    return Exchange(question=a_question(), rubric=a_rubric(), turns=tuple(turns))


def ruling_on(*noticed: NonAnswer | None) -> CloseReason | str | None:
    exchange = an_exchange(*noticed)
    ruling = rule(exchange, probe_budget=3, covered=0, heard=noticed[-1], seconds_left=None)
    return "re-ask" if ruling.reask else ruling.must_close


def test_questions_are_answered_a_few_times_and_then_the_exchange_is_left() -> None:
    asked = NonAnswer.QUESTION
    assert [ruling_on(*[asked] * count) for count in range(1, COUNTER_QUESTIONS + 2)] == [
        *["re-ask"] * COUNTER_QUESTIONS,
        CloseReason.NOT_ANSWERED,
    ]


def test_a_question_does_not_use_up_the_second_try_at_an_answer() -> None:
    assert ruling_on(NonAnswer.QUESTION, NonAnswer.DONT_KNOW) == "re-ask"
    assert ruling_on(NonAnswer.DONT_KNOW, NonAnswer.QUESTION) == "re-ask"
    assert ruling_on(NonAnswer.QUESTION, NonAnswer.DONT_KNOW, NonAnswer.DONT_KNOW) is CloseReason.NOT_ANSWERED
