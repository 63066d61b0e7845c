"""The embedded interviewer, one reaction at a time."""

from __future__ import annotations

import asyncio
import re

import pytest

from interview_coach.domain.persona import PersonaId
from interview_coach.domain.plan import TimeLimit
from interview_coach.domain.vocabulary import CloseReason, NonAnswer, Purpose
from interview_coach.interviewing.interviewer import Move
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.opening import frame
from interview_coach.interviewing.phrases import MANNERS
from tests.support.answers import COVERING, EVERYTHING, GENERIC, SPECIFIC, interview_of, last_said
from tests.support.interviews import (
    a_plan_of,
    a_rich_plan,
    a_rich_question,
    a_situation,
    collected,
    memory,
)


@pytest.mark.parametrize("persona", PersonaId)
async def test_it_opens_in_the_personas_voice_with_the_frame(persona: PersonaId) -> None:
    interview = await interview_of(a_rich_plan(3, persona=persona, time=TimeLimit(minutes=5)))
    text = last_said(interview).text
    manner, question = MANNERS[persona], interview.transcript.plan.questions[0]
    assert any(text.startswith(greeting) for greeting in manner.openings)
    assert any(f.format(frame="three questions and about 15 minutes") in text for f in manner.frames)
    assert text.endswith(f"\n\n{question.ask}")


@pytest.mark.parametrize("persona", PersonaId)
async def test_a_later_question_has_a_transition_and_no_second_greeting(persona: PersonaId) -> None:
    interview = await interview_of(a_rich_plan(2, persona=persona))
    await collected(interview.skip())
    text = last_said(interview).text
    assert any(text == f"{t}\n\n{interview.transcript.plan.questions[1].ask}" for t in MANNERS[persona].transitions)


@pytest.mark.parametrize(
    ("count", "time", "wanted"),
    [
        (1, None, "one question and about 6 minutes"),
        (3, None, "three questions and about 18 minutes"),
        (3, TimeLimit(minutes=4), "three questions and about 12 minutes"),
        (13, TimeLimit(minutes=45, scope="interview"), "13 questions and about 45 minutes"),
        (1, TimeLimit(minutes=0.2), "one question and about 1 minute"),
    ],
)
def test_the_frame(count: int, time: TimeLimit | None, wanted: str) -> None:
    assert frame(a_rich_plan(count, time=time)) == wanted


async def test_the_most_valuable_open_key_point_is_probed() -> None:
    turn = last_said(await interview_of(a_rich_plan(), SPECIFIC))
    assert (turn.purpose, turn.probe, turn.aims_at) == (Purpose.PROBE, "sample-probe", "sample-point")
    turn = last_said(await interview_of(a_rich_plan(), COVERING))
    assert (turn.purpose, turn.probe) == (Purpose.PROBE, "harm-probe")


async def test_all_covered_closes_as_answered() -> None:
    interview = await interview_of(a_rich_plan(), EVERYTHING, f"As I said: {EVERYTHING}")
    exchange = interview.transcript.exchanges[0]
    assert exchange.closed is CloseReason.ANSWERED
    assert exchange.probes_asked == 1
    assert exchange.turns[-1].text in MANNERS[PersonaId.WARM_PEER].closings[CloseReason.ANSWERED]


async def test_a_generic_answer_is_asked_for_specifics_once_per_exchange() -> None:
    interview = await interview_of(a_rich_plan(), GENERIC, "Well, " + GENERIC.lower())
    turns = interview.transcript.exchanges[0].turns
    assert turns[2].purpose is Purpose.SPECIFICS
    assert turns[2].text in MANNERS[PersonaId.WARM_PEER].specifics
    assert turns[4].purpose is Purpose.PROBE


@pytest.mark.parametrize("persona", PersonaId)
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("", NonAnswer.EMPTY),
        ("Test it.", NonAnswer.TOO_SHORT),
        ("I honestly don't know.", NonAnswer.DONT_KNOW),
        ("You own an assistant for the pharmacy that answers 4,000 visitors a day.", NonAnswer.ECHO),
        ("sdkfjh wrtghn sdfkjg xcvbnm qwrtpl", NonAnswer.GIBBERISH),
        (
            "My grandmother once cooked soup with carrots on a sunny Sunday, and her cat slept.",
            NonAnswer.OFF_TOPIC,
        ),
    ],
)
async def test_a_non_answer_is_asked_again_and_a_second_one_leaves_it_unanswered(
    persona: PersonaId, said: str, heard: NonAnswer
) -> None:
    interview = await interview_of(a_rich_plan(2, persona=persona), said)
    exchange = interview.transcript.exchanges[0]
    assert (exchange.turns[1].noticed, exchange.turns[2].purpose) == (heard, Purpose.REASK)
    assert any(exchange.turns[2].text.startswith(p) for p in MANNERS[persona].reasks[heard])
    assert exchange.question.title in exchange.turns[2].text
    assert exchange.question.ask not in exchange.turns[2].text
    await collected(interview.answer(said))
    exchange = interview.transcript.exchanges[0]
    assert exchange.closed is CloseReason.NOT_ANSWERED
    assert exchange.turns[-1].text in MANNERS[persona].closings[CloseReason.NOT_ANSWERED]
    assert not exchange.answered


async def test_a_follow_up_that_got_no_answer_is_narrowed_by_its_kind_and_not_by_its_aim() -> None:
    question = a_rich_question(probes=a_rich_question().probes[4:5])
    interview = await interview_of(a_plan_of(question), SPECIFIC, "no idea")
    turn = last_said(interview)
    assert (turn.purpose, turn.aims_at) == (Purpose.REASK, "sample-point")
    assert re.search(r"one number, even a rough one|the size of it, as a guess", turn.text)
    assert "golden" not in turn.text
    await collected(interview.answer("no clue"))
    assert last_said(interview).purpose is Purpose.PROBE
    assert not interview.transcript.exchanges[0].closed


async def test_facts_are_told_once_and_then_an_assumption_is_asked_for() -> None:
    interview = await interview_of(a_rich_plan())
    await collected(interview.clarify("how much money do we have, what is the budget?"))
    assert last_said(interview).text.endswith("there are 20,000 euros to spend.")
    told = {last_said(interview).context}
    for _ in range(2):
        await collected(interview.clarify())
        told.add(last_said(interview).context)
    assert told == {0, 1, 2}
    said = set()
    for _ in range(12):
        await collected(interview.clarify("budget?"))
        turn = last_said(interview)
        assert turn.context is None
        assert turn.purpose is Purpose.CLARIFY
        said.add(turn.text)
    assert len(said) == 12
    assert set(MANNERS[PersonaId.WARM_PEER].all_told) <= said


async def test_hints_come_rung_by_rung() -> None:
    interview = await interview_of(a_rich_plan())
    for rung in interview.transcript.plan.questions[0].hints:
        await collected(interview.hint())
        assert last_said(interview).text.endswith(rung)
        assert last_said(interview).purpose is Purpose.HINT


async def test_it_streams_small_groups_of_words_at_the_given_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await real(0)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    situation = a_situation(memory(a_rich_plan()).transcript, 0)
    *text, move = [part async for part in OfflineInterviewer(chunk_delay=0.25).speak(situation)]
    assert isinstance(move, Move)
    assert slept == [0.25] * len(text)
    assert all(isinstance(part, str) and len(part.split()) <= 3 for part in text)
    assert "".join(p for p in text if isinstance(p, str)).endswith(situation.plan.questions[0].ask)


async def test_hearing_a_request_makes_nothing_of_it() -> None:
    interview = await interview_of(a_rich_plan(), COVERING)
    await collected(interview.clarify("x"))
    transcript = interview.transcript
    cut = transcript.exchanges[0].model_copy(update={"turns": transcript.exchanges[0].turns[:-1]})
    hearing = await OfflineInterviewer().hear(transcript.model_copy(update={"exchanges": (cut,)}))
    assert hearing.heard is None
    assert hearing.covered == pytest.approx(5 / 8)
