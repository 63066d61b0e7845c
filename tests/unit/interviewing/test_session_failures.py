"""The running interview when things fail or are cut short: saved first, one thing at a time, ready to go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import pytest

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven, Event, InterviewerSaid
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import Purpose
from interview_coach.errors import EngineError, InterviewStateError, StorageError
from interview_coach.interviewing.interviewer import Hearing, Move, Situation
from interview_coach.interviewing.updates import Chunk, Recorded, Update
from tests.support.interviews import (
    MemoryRecorder,
    ScriptedInterviewer,
    collected,
    engine_failure,
    kinds_of,
    memory,
    running,
    text_of,
)
from tests.support.sessions import ACTS, CLOSE, COVERED, OPEN, PROBE, opened


async def test_an_answer_is_on_disk_before_the_interviewer_hears_it() -> None:
    recorder, interviewer, interview = await opened(hears=engine_failure(), probe_budget=0)
    with pytest.raises(EngineError, match="out of order"):
        await collected(interview.answer("Two hundred notes.", seconds=12))
    last = recorder.events[-1]
    assert isinstance(last, AnswerGiven)
    assert (last.text, last.seconds, last.exchange) == ("Two hundred notes.", 12, 0)
    interviewer.hears = COVERED
    interviewer.script.append(CLOSE)
    assert kinds_of(await collected(interview.advance())) == ["interviewer-said", "interview-ended"]


@pytest.mark.parametrize(
    "failure",
    [
        (engine_failure(),),
        ("Why ", engine_failure()),
        ("Why?",),
        (Move(purpose=Purpose.PROBE),),
        ("\x1b ", Move(purpose=Purpose.PROBE)),
        (),
    ],
)
async def test_whatever_fails_while_speaking_the_answer_stays_and_it_can_be_tried_again(
    failure: tuple[str | Move | BaseException, ...],
) -> None:
    recorder, interviewer, interview = await opened(failure, PROBE, hears=Hearing())
    with pytest.raises(EngineError):
        await collected(interview.answer("Two hundred notes."))
    assert isinstance(recorder.events[-1], AnswerGiven)
    assert owed(interview.transcript) is Owed.REACTION
    updates = await collected(interview.advance())
    assert text_of(updates) == "Why?"
    assert interviewer.closed == 3


async def test_an_error_that_nobody_foresaw_passes_through_with_the_answer_saved() -> None:
    recorder, _, interview = await opened((ZeroDivisionError(),))
    with pytest.raises(ZeroDivisionError):
        await collected(interview.answer("Two hundred notes."))
    assert isinstance(recorder.events[-1], AnswerGiven)


async def test_what_cannot_be_stored_did_not_happen() -> None:
    recorder, interviewer, interview = await opened(CLOSE)
    recorder.failing = StorageError("The disk is full.")
    with pytest.raises(StorageError):
        await collected(interview.answer("Two hundred notes."))
    assert owed(interview.transcript) is Owed.CANDIDATE
    assert len(interviewer.situations) == 1
    recorder.failing = None
    assert kinds_of(await collected(interview.answer("Again.")))[0] == "answer-given"


async def test_a_close_is_reported_before_the_front_end_hears_of_it() -> None:
    closed: list[int] = []
    _, _, interview = await opened(CLOSE, on_closed=closed.append, probe_budget=0)
    async with aclosing(interview.answer("First.")) as updates:
        async for update in updates:
            if isinstance(update, Recorded) and isinstance(update.event, InterviewerSaid):
                break
    assert closed == [0]


@pytest.mark.parametrize("act", ["answer", "clarify", "hint"])
async def test_while_a_reaction_is_owed_only_leaving_is_possible(act: str) -> None:
    recorder, _, interview = await opened((engine_failure(),))
    with pytest.raises(EngineError):
        await collected(interview.answer("I would test it."))
    before = list(recorder.events)
    with pytest.raises(InterviewStateError, match="owes you a reaction"):
        await collected(ACTS[act](interview))
    assert recorder.events == before
    assert kinds_of(await collected(interview.pause())) == ["paused"]
    assert kinds_of(await collected(interview.skip())) == ["unpaused", "exchange-closed", "interview-ended"]


async def test_both_events_of_an_act_in_a_pause_are_recorded_before_the_first_update() -> None:
    recorder, _, interview = await opened(PROBE, hears=Hearing())
    await collected(interview.pause())
    async with aclosing(interview.answer("Saved.")) as updates:
        await anext(updates)
    assert isinstance(recorder.events[-1], AnswerGiven)


async def test_one_thing_at_a_time() -> None:
    _recorder, _, interview = await opened(PROBE, hears=Hearing())
    async with aclosing(interview.answer("First.")) as first:
        await anext(first)
        with pytest.raises(InterviewStateError, match="still going on"):
            await collected(interview.answer("Second."))
        assert text_of([u async for u in first]) == "Why?"
    assert [t.text for _, t in interview.transcript.exchanges[0].answers()] == ["First."]


async def test_closing_in_the_middle_of_a_stream_loses_only_the_utterance() -> None:
    recorder, interviewer, interview = await opened(("Wh", "y?", PROBE[1]), PROBE, hears=Hearing())
    async with aclosing(interview.answer("First.")) as updates:
        async for update in updates:
            if isinstance(update, Chunk):
                break
    assert interviewer.closed == 2
    assert isinstance(recorder.events[-1], AnswerGiven)
    assert text_of(await collected(interview.advance())) == "Why?"


class StallingInterviewer(ScriptedInterviewer):
    """Says one word and then nothing more, until it is released."""

    def __init__(self) -> None:
        super().__init__(OPEN, PROBE, hears=Hearing())
        self.stalls = asyncio.Event()
        self.release = asyncio.Event()

    async def speak(self, situation: Situation) -> AsyncGenerator[str | Move, None]:
        async with aclosing(super().speak(situation)) as parts:
            async for part in parts:
                yield part
                if not situation.opening:
                    self.stalls.set()
                    await self.release.wait()


async def test_cancelling_a_stalled_stream_leaves_the_interview_ready_to_go_on() -> None:
    recorder, interviewer = memory(), StallingInterviewer()
    interview = running(recorder, interviewer)
    await collected(interview.advance())
    task = asyncio.create_task(collected(interview.answer("First.")))
    await interviewer.stalls.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert interviewer.closed == 2
    interviewer.release.set()
    interviewer.script.append(PROBE)
    assert text_of(await collected(interview.advance())) == "Why?"
    assert [type(e) for e in recorder.events[1:]] == [InterviewerSaid, AnswerGiven, InterviewerSaid]


class SlowRecorder(MemoryRecorder):
    """Takes its time to write."""

    def __init__(self, events: list[Event]) -> None:
        super().__init__(events)
        self.writing = asyncio.Event()
        self.written = asyncio.Event()
        self.slow = False

    async def append(self, event: Event) -> Transcript:
        if self.slow:
            self.writing.set()
            await self.written.wait()
        return await super().append(event)


@pytest.mark.parametrize("fails", [False, True])
async def test_a_write_that_has_begun_is_finished_before_a_cancellation_takes_effect(fails: bool) -> None:
    closed: list[int] = []
    recorder = SlowRecorder(memory().events)
    interview = running(recorder, ScriptedInterviewer(OPEN), on_closed=closed.append)
    await collected(interview.advance())
    recorder.slow = True
    task = asyncio.create_task(collected(interview.skip()))
    await recorder.writing.wait()
    task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    recorder.failing = StorageError("The disk is full.") if fails else None
    recorder.written.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert closed == ([] if fails else [0])
    recorder.slow, recorder.failing = False, None
    updates = await collected(interview.skip() if fails else interview.advance())
    assert kinds_of(updates)[-1] == "interview-ended"


async def test_a_stream_that_cannot_be_closed_is_left_alone() -> None:
    class Parts:
        def __init__(self) -> None:
            self.left: list[str | Move] = list(OPEN)

        def __aiter__(self) -> Parts:
            return self

        async def __anext__(self) -> str | Move:
            return self.left.pop(0)

    class Plain:
        async def hear(self, transcript: Transcript) -> Hearing:
            return Hearing()

        def speak(self, situation: Situation) -> AsyncIterator[str | Move]:
            return Parts()

    updates: list[Update] = await collected(running(memory(), Plain()).advance())
    assert text_of(updates) == "How would you test it?"
