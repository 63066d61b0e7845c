"""The whole way with the real coach and the shipped questions: home, interview, self-assessment, scorecard, home."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.domain.vocabulary import Format
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.home import HomeScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.wiring import Coach
from tests.support.coaches import GOOD_ANSWER
from tests.support.events import Clock
from tests.support.tui import SMALL, Desk


@pytest.mark.parametrize(("key", "form"), [("d", Format.DRILL), ("r", Format.ROLEPLAY)])
async def test_an_interview_from_end_to_end(tmp_path: Path, key: str, form: Format) -> None:
    clock = Clock()
    coach = Coach(Settings(home=Home(root=tmp_path)), clock=clock)
    app = CoachApp(load_coach=lambda: coach, clock=clock)
    app.animation_level = "none"
    async with app.run_test(size=SMALL) as pilot:
        seat = Desk(app=app, coach=coach, clock=clock, pilot=pilot)
        await seat.until(lambda: bool(app.screen.query("#nothing")))
        assert app.screen.query_one("#problems").has_class("hidden")
        await seat.press(key)
        screen = await seat.interview()
        for _ in range(12):
            if screen.transcript.ended:
                break
            clock.tick(20)
            await seat.answer(GOOD_ANSWER)
        assert screen.transcript.plan.format is form
        assert screen.transcript.ended
        await seat.press("enter")
        await seat.on(AssessmentScreen)
        await seat.press("3")
        card = await seat.on(ScorecardScreen)
        await seat.until(lambda: card.query_one("#grading").has_class("hidden"))
        grade = card.transcript.exchanges[0].grade
        assert grade is not None and grade.finished
        await seat.press("escape")
        await seat.on(HomeScreen)
        await seat.until(lambda: not app.screen.query_one("#recent-part").has_class("hidden"))
