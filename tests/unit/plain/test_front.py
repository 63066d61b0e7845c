from __future__ import annotations

import io
from pathlib import Path

import pytest

from interview_coach.domain.plan import Choices, TimeLimit
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, Purpose
from interview_coach.paths import Home
from interview_coach.plain.front import PlainFront
from interview_coach.settings import Settings
from interview_coach.wiring import Coach, Session
from tests.support.events import Clock

ANSWER = (
    "I would first collect two hundred real cases together with the people who do this work every day.",
    "Then two of them mark each case, and where they disagree we write down the rule that decides it.",
)


@pytest.fixture
def coach(tmp_path: Path) -> Coach:
    return Coach(Settings(home=Home(tmp_path)), clock=Clock())


async def hold(session: Session, *lines: str, clock: Clock | None = None) -> str:
    output = io.StringIO()
    await PlainFront(session, io.StringIO("".join(f"{line}\n" for line in lines)), output, clock or Clock()).run()
    await session.close()
    return output.getvalue()


async def a_drill(coach: Coach, **choices: object) -> Session:
    return await coach.start(Choices.model_validate({"topics": ("evaluation-design",)} | choices), seed=3)


async def test_a_drill_from_the_question_to_the_scorecard(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, *ANSWER, ".", "Two hundred, and forty more each month.", ".", "/end")
    transcript = session.transcript
    assert transcript.exchanges[0].question.ask.split(".")[0] in said
    assert next(t.text for _, t in transcript.exchanges[0].answers()) == "\n".join(ANSWER)
    assert "SCORECARD" in said
    assert "no hire verdict" in said
    assert said.rstrip().splitlines()[-1] == f"Transcript: {session.id}"
    assert "\x1b" not in said


async def test_end_of_input_is_the_end_and_unsent_lines_are_an_answer(coach: Coach) -> None:
    session = await a_drill(coach)
    await hold(session, *ANSWER)
    assert session.transcript.ended is EndReason.ENDED_EARLY
    assert [t.text for _, t in session.transcript.exchanges[0].answers()] == ["\n".join(ANSWER)]
    assert not session.drafts.path.exists()


async def test_hints_and_facts_are_told_and_recorded(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "/hint", "/clarify", "/hint", "/hint", "/hint", "/end")
    exchange = session.transcript.exchanges[0]
    assert exchange.question.hints[0] in said
    assert exchange.question.context[0].tell in said
    assert exchange.count(Purpose.HINT_ASKED) == 3
    assert "no more hints" in said


async def test_skip_asks_once_when_lines_wait(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "half a thought", "/skip", "/skip")
    assert "were not sent" in said
    assert session.transcript.exchanges[0].closed is CloseReason.SKIPPED
    assert session.transcript.ended is EndReason.COMPLETED


async def test_an_unknown_command_is_said_to_be_one(coach: Coach) -> None:
    session = await a_drill(coach)
    said = await hold(session, "/hnit", "/help", "/pause", "/pause", "/end")
    assert "There is no command /hnit, so this line is part of your answer" in said
    assert [t.text for _, t in session.transcript.exchanges[0].answers()] == ["/hnit"]
    assert "/clarify [words]" in said
    assert said.index("Paused") < said.index("The clock runs again")


async def test_an_interview_goes_on_with_its_unsent_lines(coach: Coach) -> None:
    session = await a_drill(coach)
    async for _ in session.interview.advance():
        pass
    PlainFront(session, io.StringIO(), io.StringIO(), Clock())
    front = PlainFront(session, io.StringIO(), io.StringIO(), Clock())
    await front._take("an unsent line")
    await session.close()

    again = await coach.resume(session.id)
    said = await hold(again, "and a second one", ".", "/end")
    assert "goes on where it stood" in said
    assert "an unsent line" in said
    answers = [t.text for _, t in again.transcript.exchanges[0].answers()]
    assert answers == ["an unsent line\nand a second one"]


class Slow(io.StringIO):
    """Lines that take their time."""

    def __init__(self, clock: Clock, *seconds: float) -> None:
        super().__init__("word\n" * len(seconds))
        self._clock = clock
        self._seconds = list(seconds)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self._clock.tick(self._seconds.pop(0) if self._seconds else 0)
        return super().readline()


async def test_the_clock_warns_in_words(coach: Coach) -> None:
    session = await a_drill(coach, time=TimeLimit(minutes=2))
    clock, output = Clock(), io.StringIO()
    await PlainFront(session, Slow(clock, 10, 60, 60), output, clock).run()
    await session.close()
    said = output.getvalue()
    assert said.count("less than a minute left") == 1
    assert said.index("less than a minute left") < said.index("time is up")


async def test_hostile_words_reach_the_terminal_harmless(coach: Coach) -> None:
    session = await a_drill(coach)
    evil = "\x1b]0;owned\x07\x1b[2J I would collect real cases \u202e and look at them with the people who know"
    said = await hold(session, evil, ".", "/end")
    assert session.transcript.exchanges[0].answers()[0][1].text == evil
    assert "\x1b" not in said
    assert "\u202e" not in said


async def test_a_roleplay_opens_in_character(coach: Coach) -> None:
    session = await coach.start(Choices(format=Format.ROLEPLAY), seed=1)
    said = await hold(session, "/end")
    stakeholder = session.transcript.exchanges[0].question.stakeholder
    assert stakeholder is not None
    assert stakeholder.opening in said
    assert said.index("The scene: ") < said.index(stakeholder.opening)


async def test_a_question_for_somebody_else_is_said_to_be_one(coach: Coach) -> None:
    choices = {
        "topics": ("ethics",),
        "track": "foundation-model",
        "seniority": "associate",
        "question_id": "clinic-overbooking",
    }
    session = await a_drill(coach, **choices)
    assert "not written for the track foundation-model" in await hold(session, "/end")
