"""Whole interviews, simulated: whatever the candidate does and whenever the process dies, the promises hold."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import aclosing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven, Event, InterviewReopened
from interview_coach.domain.persona import PersonaId
from interview_coach.domain.plan import Plan, TimeLimit
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, Format, Purpose, Role
from interview_coach.errors import InterviewStateError
from interview_coach.interviewing.offline import OfflineInterviewer
from interview_coach.interviewing.session import RunningInterview
from interview_coach.interviewing.speech import sentences_of
from interview_coach.interviewing.updates import Recorded
from tests.support.events import Clock
from tests.support.interviews import (
    TOPICS,
    MemoryRecorder,
    a_plan_of,
    a_rich_plan,
    a_rich_question,
    a_roleplay,
    a_stakeholder,
    collected,
    memory,
    running,
)
from tests.support.praise import PRAISE

ANSWERS = (
    "",
    "Test it.",
    "I don't know.",
    "zxcvb qwrtp sdfgh jklmn",
    "How would you decide whether it should launch, how would you decide whether it should launch?",
    "Yesterday the weather was sunny, so my uncle painted his wooden fence in a cheerful shade of yellow.",
    "I would align everybody about the assistant and the visitors and make sure that its replies are tested.",
    "About 200 replies of the assistant, for example those that visitors complained about before the launch.",
    "We build a golden set of 300 replies of the assistant, and two raters check each visitor's reply.",
    "I ask who gets hurt among the visitors, and we keep watching the assistant's replies after the launch.",
)
ACTS = ("answer", "clarify", "hint", "skip", "pause", "unpause", "kill", "cut", "advance")


def scene(topic: str) -> Plan:
    return a_plan_of(a_rich_question(topic, stakeholder=a_stakeholder()), format=Format.ROLEPLAY, probe_budget=4)


def interviewer_sentences(transcript: Transcript) -> Counter[str]:
    return Counter(
        sentence
        for exchange in transcript.exchanges
        for turn in exchange.turns
        if turn.role is Role.INTERVIEWER
        for sentence in sentences_of(turn.text)
    )


def check_promises(recorder: MemoryRecorder, answers: list[str]) -> None:
    """Assert what holds for every finished interview."""
    transcript = recorder.transcript
    assert replay(recorder.events) == transcript
    assert transcript.strays == ()
    assert transcript.ended
    assert [e.text for e in recorder.events if isinstance(e, AnswerGiven)] == answers
    repeated = [sentence for sentence, count in interviewer_sentences(transcript).items() if count > 1]
    assert repeated == []
    for exchange in transcript.exchanges:
        assert exchange.closed
        assert exchange.probes_asked <= transcript.plan.probe_budget
        assert max(Counter(t.probe for t in exchange.turns if t.probe).values(), default=1) == 1
        assert exchange.count(Purpose.SPECIFICS) <= 1
        said = " ".join(t.text for t in exchange.turns if t.role is Role.INTERVIEWER)
        assert not PRAISE.search(said), said
        assert not any(p.text in said for p in exchange.question.key_points)
        if exchange.closed is CloseReason.NOT_ANSWERED:
            assert not exchange.answered
        if exchange.closed in {CloseReason.ANSWERED, CloseReason.PROBES_SPENT}:
            assert exchange.answered


@pytest.mark.parametrize("persona", PersonaId)
@pytest.mark.parametrize("seed", range(3))
async def test_a_long_interview_of_every_persona_keeps_every_promise(persona: PersonaId, seed: int) -> None:
    recorder = memory(a_rich_plan(20, persona=persona, seed=seed, probe_budget=4))
    interview = running(recorder, OfflineInterviewer())
    await collected(interview.advance())
    answers: list[str] = []
    while not interview.transcript.ended:
        number = len(answers)
        if number % 3 == 0:
            await collected(interview.clarify("who are the users?" if number % 2 else ""))
        if number % 5 == 0 and interview.hints_left:
            await collected(interview.hint())
        text = f"{ANSWERS[(number + seed) % len(ANSWERS)]} {number if number % 4 == 0 else ''}".rstrip()
        answers.append(text)
        await collected(interview.answer(text))
    assert len(interview.transcript.exchanges) == 20
    check_promises(recorder, answers)


@pytest.mark.parametrize("persona", PersonaId)
async def test_the_same_interview_always_goes_the_same_way(persona: PersonaId) -> None:
    async def hold() -> list[Event]:
        recorder = memory(a_rich_plan(3, persona=persona, seed=7))
        interview = running(recorder, OfflineInterviewer())
        await collected(interview.advance())
        for answer in ANSWERS:
            if not interview.transcript.ended:
                await collected(interview.answer(answer))
        return recorder.events

    assert await hold() == await hold()


async def test_other_seeds_use_other_words() -> None:
    openings = set()
    for seed in range(12):
        interview = running(memory(a_rich_plan(1, seed=seed)), OfflineInterviewer())
        await collected(interview.advance())
        openings.add(interview.transcript.exchanges[0].turns[0].text)
    assert len(openings) > 5


async def act(interview: RunningInterview, what: str, text: str) -> bool:
    """Do it; return whether an answer was taken. What does not fit the state must be refused with nothing recorded."""
    before = interview.transcript
    calls = {
        "answer": lambda: interview.answer(text),
        "cut": lambda: interview.answer(text),
        "clarify": lambda: interview.clarify(text),
        "hint": interview.hint,
        "skip": interview.skip,
        "pause": interview.pause,
        "unpause": interview.unpause,
        "advance": interview.advance,
        "kill": interview.advance,
    }
    taken = False
    try:
        async with aclosing(calls[what]()) as updates:
            async for update in updates:
                taken |= isinstance(update, Recorded) and isinstance(update.event, AnswerGiven)
                if what == "cut" and taken:
                    break
    except InterviewStateError:
        assert interview.transcript == before
    return taken


@settings(max_examples=60)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(ACTS), st.one_of(st.sampled_from(ANSWERS), st.text(max_size=30)), st.integers(0, 90)),
        max_size=25,
    ),
    persona=st.sampled_from(PersonaId),
    seed=st.integers(0, 5),
    kind=st.sampled_from(["mock", "timed", "roleplay"]),
)
def test_any_sequence_of_acts_and_kills_keeps_every_promise(
    acts: list[tuple[str, str, int]], persona: PersonaId, seed: int, kind: str
) -> None:
    limits = {"timed": TimeLimit(minutes=4, scope="interview"), "mock": None}
    plan = (
        scene(TOPICS[seed]).model_copy(update={"persona": persona, "seed": seed})
        if kind == "roleplay"
        else a_rich_plan(3, persona=persona, seed=seed, time=limits[kind])
    )
    asyncio.run(hold(plan, acts))


async def hold(plan: Plan, acts: list[tuple[str, str, int]]) -> None:
    clock, recorder, closed = Clock(), memory(plan), list[int]()
    interview = running(recorder, OfflineInterviewer(), clock, on_closed=closed.append)
    await collected(interview.advance())
    answers: list[str] = []
    for what, text, seconds in acts:
        clock.tick(seconds)
        if await act(interview, what, text):
            answers.append(text)
        if what in {"kill", "cut"}:
            recorder = MemoryRecorder(recorder.events)
            await recorder.append(InterviewReopened(at=clock.now, unsaved_seconds=seconds))
            interview = running(recorder, OfflineInterviewer(), clock, on_closed=closed.append)
        await collected(interview.advance())
        assert owed(interview.transcript) in {Owed.CANDIDATE, Owed.NOTHING}
    if not interview.transcript.ended:
        await collected(interview.end())
    check_promises(recorder, answers)
    assert len(closed) == len(set(closed))
    assert closed == [
        i
        for i, e in enumerate(interview.transcript.exchanges)
        if e.closed is not CloseReason.ENDED or e.answers()
    ]  # fmt: skip


@pytest.mark.parametrize("steps", range(1, 40))
async def test_killed_at_any_event_the_interview_goes_on_to_the_same_end(steps: int) -> None:
    async def drive(recorder: MemoryRecorder) -> list[Event]:
        interview = running(recorder, OfflineInterviewer())
        await collected(interview.advance())
        while not interview.transcript.ended:
            given = sum(isinstance(e, AnswerGiven) for e in recorder.events)
            await collected(interview.answer(ANSWERS[(given * 3) % len(ANSWERS)]))
        return recorder.events

    whole = await drive(memory(a_rich_plan(3, probe_budget=4)))
    assert await drive(MemoryRecorder(whole[:steps])) == whole


async def test_a_roleplay_keeps_every_promise() -> None:
    recorder = memory(a_roleplay(probe_budget=10))
    interview = running(recorder, OfflineInterviewer())
    await collected(interview.advance())
    answers: list[str] = []
    while not interview.transcript.ended:
        answers.append(ANSWERS[(len(answers) * 7) % len(ANSWERS)])
        await collected(interview.answer(answers[-1]))
    check_promises(recorder, answers)
