"""Plain mode with models at an endpoint that fails."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest

from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import EngineError
from interview_coach.plain.front import PlainFront
from interview_coach.plain.waiting import waiting
from interview_coach.wiring import Session
from tests.fakes.brain import Brain, purpose_of
from tests.fakes.messages_api import Answer, Asked, Fault
from tests.support.claude import session_with
from tests.support.coaches import GOOD_ANSWER
from tests.support.events import Clock

pytestmark = pytest.mark.loopback


class AtATerminal(io.StringIO):
    """Lines that somebody types."""

    def isatty(self) -> bool:
        return True


async def typed(session: Session, *lines: str, terminal: bool = True) -> str:
    output = io.StringIO()
    source = (AtATerminal if terminal else io.StringIO)("".join(f"{line}\n" for line in lines))
    await PlainFront(session, source, output, Clock()).run()
    return output.getvalue()


async def test_the_scorecard_has_verdict_debrief_and_costs(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (_, session):
        said = await typed(session, GOOD_ANSWER, ".", GOOD_ANSWER, ".", "/end")
    for words in ("Verdict: hire", "DEBRIEF", "Keep doing:", "One passage, said better:", "Models: ", "tokens read"):
        assert words in said
    assert "estimate" not in said


async def test_the_offline_coach_takes_the_turn_when_told_to(data_folder: Path) -> None:
    down, brain = [True], Brain()

    def respond(asked: Asked, number: int) -> Answer:
        return Answer(status=401) if down[0] else brain(asked, number)

    async with session_with(respond, data_folder) as (_, session):
        said = await typed(session, "/offline", GOOD_ANSWER, ".", "/offline", "/end")
        engines = [t.engine for t in session.transcript.exchanges[0].turns if t.engine]
    assert said.count("/offline lets the offline coach take this turn") == 2
    assert "ANTHROPIC_API_KEY" in said
    assert engines == [Engine.OFFLINE, Engine.OFFLINE]
    assert session.transcript.exchanges[0].answers()[0][1].text == GOOD_ANSWER


async def test_there_is_nothing_to_stand_in_for_while_all_is_well(data_folder: Path) -> None:
    async with session_with(Brain(), data_folder) as (_, session):
        said = await typed(session, "/offline", "/end")
    assert "nothing to stand in for" in said


async def test_a_broken_stream_is_said_once_more(data_folder: Path) -> None:
    cut = Answer("What would you measure, and with whom?", fault=Fault.CUT, fault_at=5)
    async with session_with([cut, Answer("What would you count?")], data_folder) as (_, session):
        said = await typed(session, "/end")
        assert session.transcript.exchanges[0].turns[0].text == "What would you count?"
    assert "Once more:)" in said


async def test_nobody_there_to_choose_ends_with_the_reason_and_all_kept(data_folder: Path) -> None:
    brain = Brain()

    def respond(asked: Asked, number: int) -> Answer:
        return brain(asked, number) if purpose_of(asked) == "speech" and number == 0 else Answer(status=404)

    async with session_with(respond, data_folder) as (_, session):
        with pytest.raises(EngineError, match="--interviewer-model"):
            await typed(session, GOOD_ANSWER, ".", terminal=False)
        assert session.transcript.exchanges[0].answers()[0][1].text == GOOD_ANSWER
        assert session.transcript.ended is None


async def test_waiting_is_told_only_where_there_is_something_to_tell() -> None:
    told: list[str] = []
    activity = iter(["", "speaking …", "no answer yet · 12 s"])
    enough = asyncio.Event()

    def now() -> str:
        words = next(activity, None)
        if words is None:
            enough.set()
        return words or ""

    async with waiting(now, told.append, every=0.0):
        await enough.wait()
    assert told == ["(no answer yet · 12 s · Ctrl+C leaves; everything is kept)"]
