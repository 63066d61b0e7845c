"""The running interview: what each act does, and when it is refused; only the transcript decides what comes next."""

from __future__ import annotations

import pytest

from interview_coach.domain.conversation import Ruling
from interview_coach.domain.events import Paused
from interview_coach.domain.plan import TimeLimit
from interview_coach.domain.vocabulary import CloseReason, EndReason, NonAnswer, Purpose
from interview_coach.errors import EngineError, InterviewStateError
from interview_coach.interviewing.interviewer import Hearing, Move
from interview_coach.interviewing.updates import Chunk, Speaking
from tests.support.events import Clock, a_plan, a_question
from tests.support.interviews import (
    ScriptedInterviewer,
    a_plan_of,
    collected,
    engine_failure,
    kinds_of,
    memory,
    running,
)
from tests.support.sessions import ACTS, CLOSE, COVERED, OPEN, PROBE, opened


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


async def test_closed_exchanges_are_reported_once_and_the_next_question_follows() -> None:
    closed: list[int] = []
    _recorder, _, interview = await opened(CLOSE, OPEN, CLOSE, questions=2, on_closed=closed.append, probe_budget=0)
    updates = await collected(interview.answer("First."))
    assert kinds_of(updates) == ["answer-given", "interviewer-said", "interviewer-said"]
    assert closed == [0]
    updates = await collected(interview.answer("Second."))
    assert kinds_of(updates)[-1] == "interview-ended"
    assert closed == [0, 1]
    assert interview.transcript.ended is EndReason.COMPLETED
    assert [e.closed for e in interview.transcript.exchanges] == [CloseReason.ANSWERED] * 2
    assert interview.transcript.strays == ()


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


async def test_the_rules_win_over_a_disobedient_interviewer() -> None:
    _, interviewer, interview = await opened(CLOSE, CLOSE, CLOSE, PROBE, OPEN, hears=Hearing(covered=0.1), questions=2)
    for _ in range(3):
        await collected(interview.answer("I would test it."))
    first = interview.transcript.exchanges[0]
    assert [t.purpose for t in first.turns[2::2]] == [Purpose.PROBE, Purpose.PROBE, Purpose.MOVE_ON]
    assert first.closed is CloseReason.PROBES_SPENT
    assert interviewer.situations[3].ruling == Ruling(must_close=CloseReason.PROBES_SPENT)


async def test_an_interviewer_that_never_has_enough_is_stopped_by_the_budget() -> None:
    _, interviewer, interview = await opened(PROBE, PROBE, PROBE, hears=COVERED)
    for _ in range(3):
        await collected(interview.answer("I would test it."))
    exchange = interview.transcript.exchanges[0]
    assert (exchange.probes_asked, exchange.closed) == (2, CloseReason.ANSWERED)
    assert [s.ruling.may_close for s in interviewer.situations[1:]] == [False, True, False]


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
    clock.tick(2)
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
