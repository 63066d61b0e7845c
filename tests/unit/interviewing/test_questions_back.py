"""What the embedded interviewer does with questions: requests to clarify, and those that come instead of an answer."""

from __future__ import annotations

import pytest

from interview_coach.domain.persona import PersonaId
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, Purpose
from interview_coach.interviewing.phrases import MANNERS, STAKEHOLDER
from tests.support.answers import SPECIFIC, interview_of, last_said
from tests.support.interviews import a_rich_plan, a_roleplay, collected

WARM = MANNERS[PersonaId.WARM_PEER]


@pytest.mark.parametrize("persona", PersonaId)
async def test_what_nobody_wrote_down_nobody_knows(persona: PersonaId) -> None:
    interview = await interview_of(a_rich_plan(persona=persona))
    await collected(interview.clarify("Who is the chief executive, and where does she live?"))
    turn = last_said(interview)
    assert turn.text in MANNERS[persona].unknown
    assert (turn.purpose, turn.context) == (Purpose.CLARIFY, None)


async def test_a_fact_is_told_where_it_fits_or_where_anything_was_asked_for() -> None:
    interview = await interview_of(a_rich_plan())
    await collected(interview.clarify("What is the budget?"))
    assert last_said(interview).context == 1
    await collected(interview.clarify("Anything else I should know?"))
    assert last_said(interview).context == 0
    await collected(interview.clarify("And the budget, once more?"))
    assert last_said(interview).text in WARM.all_told


async def test_a_question_instead_of_an_answer_is_answered_and_the_ball_given_back() -> None:
    interview = await interview_of(a_rich_plan(), "What budget do we have for this?")
    exchange = interview.transcript.exchanges[0]
    turn = last_said(interview)
    assert exchange.turns[1].noticed is NonAnswer.QUESTION
    assert (turn.purpose, turn.context) == (Purpose.REASK, 1)
    assert "there are 20,000 euros to spend." in turn.text
    assert any(turn.text.endswith(phrase) for phrase in WARM.reasks[NonAnswer.QUESTION])
    await collected(interview.answer(SPECIFIC))
    assert last_said(interview).purpose is Purpose.PROBE


async def test_a_stakeholder_stays_in_character_when_asked() -> None:
    interview = await interview_of(a_roleplay(), "What exactly did the customer ask for?")
    text = last_said(interview).text
    assert any(text.startswith(phrase) for phrase in STAKEHOLDER.unknown)
    assert any(text.endswith(phrase) for phrase in STAKEHOLDER.reasks[NonAnswer.QUESTION])


async def test_nobody_gets_through_with_questions_alone() -> None:
    questions = ("Who else is in the room?", "And who pays for the lights?", "Which day of the week is it?")
    interview = await interview_of(a_rich_plan(), *questions)
    exchange = interview.transcript.exchanges[0]
    assert exchange.closed is CloseReason.NOT_ANSWERED
    assert not exchange.answered
