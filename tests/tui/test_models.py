"""Interviews that models hold: what is waited for is told, can be called off and got over, and costs no keystroke."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from interview_coach.domain.vocabulary import Engine, Format
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.tui.screens.setup import SetupScreen
from tests.fakes.brain import Brain, purpose_of
from tests.fakes.messages_api import Answer, Asked, FakeEndpoint, Fault
from tests.support.claude import KEY, coach_at, hold, session_with
from tests.support.coaches import GOOD_ANSWER, a_coach
from tests.support.tui import LARGE, SMALL, Desk, choose, desk

pytestmark = pytest.mark.loopback

REFUSED = Answer(status=401, error_type="authentication_error", message=f"no: {KEY}")
STALLED = Answer("Well, \x1b[31mlet [bold]me", fault=Fault.STALL, fault_at=8, piece=5)


class Moody(Brain):
    """Answers as it should, unless it is in a ``mood``; that may look at what is asked for."""

    mood: Callable[[Asked, Answer], Answer] | None = None

    def __call__(self, asked: Asked, number: int) -> Answer:
        answer = super().__call__(asked, number)
        return self.mood(asked, answer) if self.mood else answer


def _only(*purposes: str, answer: Answer) -> Callable[[Asked, Answer], Answer]:
    return lambda asked, otherwise: answer if purpose_of(asked) in purposes else otherwise


async def _stuck(seat: Desk, screen: InterviewScreen) -> str:
    await seat.until(lambda: screen._stuck)
    await seat.settle()
    return _seen(seat)


def _on_top(seat: Desk) -> InterviewScreen:
    """Return the interview on top, which need not rest."""
    screen = seat.app.screen
    assert isinstance(screen, InterviewScreen)
    return screen


def _seen(seat: Desk) -> str:
    """Return what is shown, in one line; the key never is."""
    seen = " ".join(seat.shown().replace("▌", " ").split())
    assert KEY not in seen
    return seen


async def test_an_interview_with_models_gets_over_all_trouble_and_ends_with_a_debrief(tmp_path: Path) -> None:
    brain = Moody(close=True)
    async with FakeEndpoint(brain) as endpoint:
        coach = coach_at(endpoint.url, tmp_path)
        choose(coach, Format.MOCK, questions=2, topics=("evaluation-design",))
        async with desk(tmp_path, coach=coach, size=SMALL) as seat:
            assert "Engine: claude. claude-sonnet-5-5 interviews" in seat.words("#engine")
            await seat.press("m")
            screen = await seat.interview()
            await seat.until(lambda: screen._my_move)
            assert seat.words("#spent").endswith(" tokens · under $0.01")

            brain.mood = _only("decide", "speech", answer=REFUSED)
            await seat.answer(GOOD_ANSWER)
            seen = await _stuck(seat, screen)
            assert "The key was not accepted" in seen
            assert "Try again (F5)" in seen and "Offline coach this once (F6)" in seen and "Leave for now (F7)" in seen
            assert {"Try again", "Offline coach", "Leave"} <= seat.offered() and "Send" not in seat.offered()

            brain.mood = _only("speech", answer=STALLED)
            await seat.pilot.press("f5")
            await seat.until(lambda: "let [bold]me" in seat.shown())
            await seat.pilot.press("o", "k")
            await seat.until(lambda: screen.box.text == "ok")
            assert seat.words("#state") == "The interviewer is speaking … · Esc cancels"
            assert "Cancel" in seat.offered()
            await seat.pilot.press("escape")
            seen = await _stuck(seat, screen)
            assert "You cancelled" in seen and "Interrupted · F5 tries again" in seen
            assert len(screen.transcript.exchanges[0].answers()) == 1

            brain.mood = None
            asked = len(endpoint.asked)
            await seat.press("f6")
            assert len(endpoint.asked) == asked
            assert screen.transcript.candidates_move and "let [bold]me" not in seat.shown()
            assert screen.box.text == "ok"

            brain.mood = _only("grade", "debrief", answer=REFUSED)
            while not screen.transcript.ended:
                await seat.answer(GOOD_ANSWER)
                await seat.until(lambda: screen._my_move or screen.transcript.ended is not None)
            await seat.press("enter")
            await seat.on(AssessmentScreen)
            await seat.press("3", "escape")
            card = await seat.on(ScorecardScreen)
            await seat.until(lambda: bool(card.transcript.debrief_failed))
            await seat.settle()
            assert "4 criteria have no level. Press m" in seat.words("#grading")
            assert "There is none: The key was not accepted" in seat.words("#debrief-state")

            brain.mood = None
            await seat.press("m")
            await seat.until(lambda: not card.missing and not card.grading)
            await seat.press("t")
            await seat.until(lambda: card.transcript.debrief is not None)
            await seat.settle()
            assert "Verdict: Hire" in seat.words("#whole")
            assert seat.words("#level") == "This question  4.0 of 5 · strong   You guessed 3."
            assert "±" not in seat.shown() and "estimate" not in seat.shown()
            assert "claude-opus-5-5" in seat.words("#by") and "tokens read" in seat.words("#by")
            assert card.query_one("#grading").has_class("hidden")
            card.query_one("#debrief-points", OptionList)
            await seat.press("n", "d")
            assert card.index == 1 and "One passage, said better" in _seen(seat)
            await seat.press("enter")
            assert card.index == 0


async def test_what_is_tried_again_counts_down_and_takes_its_words_back(tmp_path: Path) -> None:
    brain, over = Moody(), asyncio.Event()

    async def wait(seconds: float) -> None:
        await over.wait()

    async with FakeEndpoint(brain) as endpoint:
        coach = coach_at(endpoint.url, tmp_path)
        coach._sleep = wait
        busy = Answer(status=529, error_type="overloaded_error", headers={"retry-after": "5"})
        brain.mood = lambda asked, answer: busy
        async with desk(tmp_path, coach=coach, size=LARGE) as seat:
            await seat.pilot.press("d")
            await seat.until(lambda: isinstance(seat.app.screen, InterviewScreen))
            screen = _on_top(seat)
            await seat.until(lambda: "try 2" in screen.session.activity)
            screen.tick()
            assert seat.words("#state") == ("The endpoint is busy (overloaded_error) · try 2 of 4 in 5 s · Esc cancels")
            brain.mood = lambda asked, answer: replace(
                answer, text="Half a " + answer.text, fault=Fault.CUT, fault_at=6
            )
            over.set()
            await seat.until(lambda: "once more: The reply broke off." in seat.shown())
            brain.mood = None
            await seat.until(lambda: screen._my_move)
            assert "Half a" not in seat.shown() and "once more" not in seat.shown()
            brain.mood = _only("decide", "speech", answer=Answer(status=404, error_type="not_found_error"))
            await seat.answer(GOOD_ANSWER)
            assert "There is no model claude-sonnet-5-5" in await _stuck(seat, screen)
            await seat.press("f7")
            await seat.on(HomeScreen)
    async with desk(tmp_path, coach=a_coach(tmp_path)) as seat:
        await seat.press("c")
        screen = await seat.interview()
        assert any("the offline coach goes on" in n.message for n in seat.app._notifications)
        assert screen.transcript.candidates_move


async def test_a_scorecard_that_is_read_again_later_is_completed(tmp_path: Path) -> None:
    brain = Moody(close=True)
    brain.mood = _only("grade", answer=REFUSED)
    async with session_with(brain, tmp_path) as (_, session):
        await hold(session)
        await session.finish_grading()
        await session.self_assess(0, 3)
    brain.mood = _only("debrief", answer=REFUSED)
    async with (
        FakeEndpoint(brain) as endpoint,
        desk(tmp_path, coach=coach_at(endpoint.url, tmp_path), size=SMALL) as seat,
    ):
        seat.app.review(session.id)
        card = await seat.on(ScorecardScreen)
        assert card.session is None
        assert "2 criteria have no level" in _seen(seat) and seat.words("#debrief-state") == "Not written yet."
        await seat.press("m")
        await seat.until(lambda: not card.missing and not card.grading)
        await seat.settle()
        assert seat.words("#whole").startswith("Verdict: Hire")
        await seat.press("t")
        await seat.until(lambda: bool(card.transcript.debrief_failed))
        brain.mood = None
        await seat.settle()
        await seat.press("d", "enter")
        await seat.until(lambda: card.transcript.debrief is not None)
        await seat.settle()
        assert card.query_one("#debrief-again").has_class("hidden")


async def test_where_the_engine_cannot_be_used_the_offline_coach_is_offered(tmp_path: Path) -> None:
    coach = a_coach(tmp_path)
    choose(coach, engine=Engine.CLAUDE)
    async with desk(tmp_path, coach=coach) as seat:
        assert "Claude can't be asked" in seat.words("#engine") and "Press o" in seat.words("#engine")
        await seat.press("s")
        screen = await seat.on(SetupScreen)
        assert screen.query_one("#summary").has_class("problem")
        await seat.press("escape", "o")
        assert seat.words("#engine").startswith("Engine: offline.")
        assert "Offline" not in seat.offered()
        await seat.press("d")
        assert (await seat.interview()).transcript.plan.engine is Engine.OFFLINE
