"""The running interview: saved first, one thing at a time, nothing but the transcript decides what comes next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing
from typing import NamedTuple

import pytest

from interview_coach.domain.conversation import Owed, Ruling, owed
from interview_coach.domain.events import AnswerGiven, Event, InterviewerSaid, Paused
from interview_coach.domain.plan import TimeLimit
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, NonAnswer, Purpose
from interview_coach.errors import EngineError, InterviewStateError, StorageError
from interview_coach.interviewing.interviewer import Hearing, Move, Situation
from interview_coach.interviewing.session import RunningInterview, ignore
from interview_coach.interviewing.updates import Chunk, Recorded, Speaking, Update
from tests.support.events import Clock, a_plan, a_question
from tests.support.interviews import (
    Act,
    MemoryRecorder,
    ScriptedInterviewer,
    a_plan_of,
    collected,
    engine_failure,
    kinds_of,
    memory,
    running,
    text_of,
)

OPEN: tuple[str | Move, ...] = ("How would ", "you test it?", Move(purpose=Purpose.OPEN))
PROBE: tuple[str | Move, ...] = ("Why?", Move(purpose=Purpose.PROBE))
CLOSE: tuple[str | Move, ...] = ("Let's leave it.", Move(purpose=Purpose.MOVE_ON, closes=CloseReason.ANSWERED))
COVERED = Hearing(covered=0.9)

ACTS: dict[str, Act] = {
    "answer": lambda i: i.answer("I would test it."),
    "clarify": lambda i: i.clarify(),
    "hint": lambda i: i.hint(),
    "skip": lambda i: i.skip(),
    "end": lambda i: i.end(),
    "pause": lambda i: i.pause(),
    "unpause": lambda i: i.unpause(),
}


class Opened(NamedTuple):
    """An interview whose first question was asked."""

    recorder: MemoryRecorder
    interviewer: ScriptedInterviewer
    interview: RunningInterview


async def opened(
    *script: Sequence[str | Move | BaseException],
    hears: Hearing | Exception = COVERED,
    questions: int = 1,
    clock: Clock | None = None,
    on_closed: Callable[[int], None] = ignore,
) -> Opened:
    """Let a scripted interviewer ask the first question."""
    recorder = memory(a_plan(questions))
    interviewer = ScriptedInterviewer(OPEN, *script, hears=hears)
    interview = running(recorder, interviewer, clock, on_closed=on_closed)
    await collected(interview.advance())
    return Opened(recorder, interviewer, interview)


async def test_nothing_happens_before_the_first_step() -> None:
    recorder = memory()
    interview = running(recorder, ScriptedInterviewer(OPEN))
    interview.advance()
    interview.end()
    assert len(recorder.events) == 1


async def test_the_question_streams_and_is_recorded_whole() -> None:
    interview = running(memory(), ScriptedInterviewer(OPEN))
    updates = await collected(interview.advance())
    assert updates[:3] == [Speaking(Purpose.OPEN), Chunk("How would "), Chunk("you test it?")]
    assert kinds_of(updates) == ["interviewer-said"]
    assert interview.transcript.exchanges[0].turns[0].text == "How would you test it?"
    assert await collected(interview.advance()) == []


async def test_an_answer_is_on_disk_before_the_interviewer_hears_it() -> None:
    recorder, interviewer, interview = await opened(hears=engine_failure())
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


async def test_closed_exchanges_are_reported_once_and_the_next_question_follows() -> None:
    closed: list[int] = []
    _recorder, _, interview = await opened(CLOSE, OPEN, CLOSE, questions=2, on_closed=closed.append)
    updates = await collected(interview.answer("First."))
    assert kinds_of(updates) == ["answer-given", "interviewer-said", "interviewer-said"]
    assert closed == [0]
    updates = await collected(interview.answer("Second."))
    assert kinds_of(updates)[-1] == "interview-ended"
    assert closed == [0, 1]
    assert interview.transcript.ended is EndReason.COMPLETED
    assert [e.closed for e in interview.transcript.exchanges] == [CloseReason.ANSWERED] * 2
    assert interview.transcript.strays == ()


async def test_a_close_is_reported_before_the_front_end_hears_of_it() -> None:
    closed: list[int] = []
    _, _, interview = await opened(CLOSE, on_closed=closed.append)
    async with aclosing(interview.answer("First.")) as updates:
        async for update in updates:
            if isinstance(update, Recorded) and isinstance(update.event, InterviewerSaid):
                break
    assert closed == [0]


async def test_skipping_closes_and_goes_on() -> None:
    closed: list[int] = []
    _, _, interview = await opened(OPEN, questions=2, on_closed=closed.append)
    updates = await collected(interview.skip())
    assert kinds_of(updates) == ["exchange-closed", "interviewer-said"]
    assert interview.transcript.exchanges[0].closed is CloseReason.SKIPPED
    assert closed == [0]


@pytest.mark.parametrize(("answer", "reported"), [(None, []), ("I would test it.", [0]), ("  ", [0])])
async def test_ending_early_reports_the_open_exchange_if_anything_was_answered(
    answer: str | None, reported: list[int]
) -> None:
    closed: list[int] = []
    _, _, interview = await opened(PROBE, hears=Hearing(), on_closed=closed.append)
    if answer is not None:
        await collected(interview.answer(answer))
    assert kinds_of(await collected(interview.end())) == ["interview-ended"]
    assert closed == reported
    assert interview.transcript.ended is EndReason.ENDED_EARLY
    assert interview.transcript.exchanges[0].closed is CloseReason.ENDED


async def test_ending_before_the_first_question_is_possible() -> None:
    interview = running(memory(), ScriptedInterviewer())
    await collected(interview.end())
    assert interview.transcript.ended is EndReason.ENDED_EARLY


@pytest.mark.parametrize("act", ACTS)
async def test_after_the_end_nothing_goes(act: str) -> None:
    recorder, _, interview = await opened()
    await collected(interview.end())
    before = list(recorder.events)
    with pytest.raises(InterviewStateError, match="has ended"):
        await collected(ACTS[act](interview))
    assert recorder.events == before
    assert await collected(interview.advance()) == []


@pytest.mark.parametrize("act", ["answer", "clarify", "hint", "skip"])
async def test_before_the_question_there_is_nothing_to_act_on(act: str) -> None:
    recorder = memory()
    with pytest.raises(InterviewStateError, match="No question is open yet"):
        await collected(ACTS[act](running(recorder, ScriptedInterviewer())))
    assert len(recorder.events) == 1


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


async def test_empty_answers_are_recorded_as_they_are() -> None:
    _recorder, _, interview = await opened(PROBE, hears=Hearing(heard=NonAnswer.EMPTY))
    updates = await collected(interview.answer(" \n\t"))
    assert updates[1] == Speaking(Purpose.REASK)
    turns = interview.transcript.exchanges[0].turns
    assert (turns[1].text, turns[1].noticed) == (" \n\t", NonAnswer.EMPTY)
    assert turns[2].purpose is Purpose.REASK


async def test_answers_stay_verbatim_save_what_no_file_can_hold() -> None:
    _, _, interview = await opened(PROBE, hears=Hearing())
    await collected(interview.answer("\x1b[2J [bold] é \ud800 end ", seconds=-4))
    turn = interview.transcript.exchanges[0].turns[1]
    assert (turn.text, turn.seconds) == ("\x1b[2J [bold] é \ufffd end ", 0.0)


async def test_what_an_engine_says_is_cleaned_before_anybody_sees_it() -> None:
    script = ("\x1b[2J", "How\x07", "\x00", " so?\r\n", Move(purpose=Purpose.OPEN), "never heard")
    interview = running(memory(), ScriptedInterviewer(script))
    updates = await collected(interview.advance())
    assert [u.text for u in updates if isinstance(u, Chunk)] == ["[2J", "How", " so?\n"]
    assert interview.transcript.exchanges[0].turns[0].text == "[2JHow so?"


async def test_hints_run_out_before_anything_is_recorded() -> None:
    hints = [("One rung.", Move(purpose=Purpose.HINT))] * 3
    recorder, _, interview = await opened(*hints)
    assert interview.hints_left == 3
    for left in (2, 1, 0):
        assert kinds_of(await collected(interview.hint())) == ["hint-asked", "interviewer-said"]
        assert interview.hints_left == left
    before = list(recorder.events)
    with pytest.raises(InterviewStateError, match="no more hints"):
        await collected(interview.hint())
    assert recorder.events == before


async def test_without_a_ladder_or_a_question_there_are_no_hints() -> None:
    recorder = memory(a_plan_of(a_question(hints=())))
    interview = running(recorder, ScriptedInterviewer(OPEN))
    assert interview.hints_left == 0
    await collected(interview.advance())
    with pytest.raises(InterviewStateError, match="has no hints"):
        await collected(interview.hint())


async def test_clarifying_serves_the_request() -> None:
    _, _interviewer, interview = await opened(("Nurses.", Move(purpose=Purpose.CLARIFY, context=0)))
    updates = await collected(interview.clarify("  who uses it? "))
    assert updates[1] == Speaking(Purpose.CLARIFY)
    turns = interview.transcript.exchanges[0].turns
    assert (turns[1].text, turns[2].context) == ("who uses it?", 0)


@pytest.mark.parametrize("act", ["answer", "clarify", "hint"])
async def test_acting_in_a_pause_lets_the_clock_go_on_first(act: str) -> None:
    _, _, interview = await opened(PROBE, hears=Hearing())
    await collected(interview.pause())
    kinds = kinds_of(await collected(ACTS[act](interview)))
    assert kinds[0] == "unpaused"
    assert len(kinds) == 3
    assert not interview.transcript.paused


async def test_both_events_of_an_act_in_a_pause_are_recorded_before_the_first_update() -> None:
    recorder, _, interview = await opened(PROBE, hears=Hearing())
    await collected(interview.pause())
    async with aclosing(interview.answer("Saved.")) as updates:
        await anext(updates)
    assert isinstance(recorder.events[-1], AnswerGiven)


async def test_a_pause_stops_the_clock_and_only_once() -> None:
    clock = Clock()
    _recorder, _, interview = await opened(clock=clock)
    await collected(interview.pause())
    clock.tick(1000)
    assert interview.transcript.exchange_seconds_at(clock.now) == 0
    with pytest.raises(InterviewStateError, match="stopped already"):
        await collected(interview.pause())
    await collected(interview.unpause())
    with pytest.raises(InterviewStateError, match="running already"):
        await collected(interview.unpause())
    clock.tick(5)
    assert interview.transcript.exchange_seconds_at(clock.now) == 5


async def test_a_pause_does_not_make_the_interviewer_speak() -> None:
    recorder = memory()
    interview = running(recorder, ScriptedInterviewer())
    assert kinds_of(await collected(interview.pause())) == ["paused"]
    assert isinstance(recorder.events[-1], Paused)


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


async def test_the_rules_win_over_a_disobedient_interviewer() -> None:
    _, interviewer, interview = await opened(CLOSE, CLOSE, CLOSE, PROBE, OPEN, hears=Hearing(covered=0.1), questions=2)
    for _ in range(3):
        await collected(interview.answer("I would test it."))
    first = interview.transcript.exchanges[0]
    assert [t.purpose for t in first.turns[2::2]] == [Purpose.PROBE, Purpose.PROBE, Purpose.MOVE_ON]
    assert first.closed is CloseReason.PROBES_SPENT
    assert interviewer.situations[3].ruling == Ruling(must_close=CloseReason.PROBES_SPENT)


async def test_the_clock_counts_up_to_the_answer_not_to_the_engines_delay() -> None:
    clock = Clock()
    recorder = memory(a_plan(time=TimeLimit(minutes=1)))
    interviewer = ScriptedInterviewer(OPEN, (engine_failure(),), PROBE, CLOSE, hears=Hearing())
    interview = running(recorder, interviewer, clock)
    await collected(interview.advance())
    clock.tick(59)
    with pytest.raises(EngineError):
        await collected(interview.answer("In time."))
    clock.tick(600)
    await collected(interview.advance())
    assert interview.transcript.exchanges[0].turns[-1].purpose is Purpose.PROBE
    updates = await collected(interview.answer("Too late."))
    assert interview.transcript.exchanges[0].closed is CloseReason.TIME_UP
    assert kinds_of(updates)[-1] == "interview-ended"


async def test_when_the_interviews_time_is_up_no_further_question_is_opened() -> None:
    clock = Clock()
    recorder = memory(a_plan(3, time=TimeLimit(minutes=10, scope="interview")))
    interview = running(recorder, ScriptedInterviewer(OPEN, CLOSE, hears=Hearing()), clock)
    await collected(interview.advance())
    clock.tick(601)
    assert kinds_of(await collected(interview.answer("Late.")))[-1] == "interview-ended"
    assert len(interview.transcript.exchanges) == 1
    assert interview.transcript.ended is EndReason.COMPLETED


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
