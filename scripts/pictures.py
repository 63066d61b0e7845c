"""Export the pictures in the README from the running app: ``make picture``.

A real interview is held with the offline coach, with a fixed clock and seed, so the pictures change only with the app.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.widgets import TextArea

from interview_coach.domain.plan import Choices
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.banks import BanksScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import ScorecardScreen
from interview_coach.wiring import Coach
from scripts.app_pictures import PICTURES, SIZE, export, settle, until
from scripts.archive_pictures import take_archive
from scripts.learning_pictures import take_learning
from scripts.report_pictures import take_reports

QUESTION = "support-assistant-three-layers"
SEED = 4


class SteadyClock:
    """Moves on by a little whenever it is asked, from the same instant in every run."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next instant."""
        self._now += timedelta(milliseconds=20)
        return self._now


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(_take())
    asyncio.run(take_archive())
    asyncio.run(take_learning())
    asyncio.run(take_reports(PICTURES, QUESTION, SEED))


async def _take() -> None:
    with tempfile.TemporaryDirectory() as folder:
        coach = Coach(Settings(home=Home(Path(folder))), clock=SteadyClock())
        question = await asyncio.to_thread(lambda: coach.library().question(QUESTION))
        middling = next(e.text for e in question.exemplars if e.level == 3)
        app = CoachApp(
            load_coach=lambda: coach,
            begin=lambda c: c.start(Choices(question_id=QUESTION), seed=SEED),
            clock=SteadyClock(),
        )
        async with app.run_test(size=SIZE) as pilot:
            await until(pilot, InterviewScreen)
            await settle(pilot)
            _answer(app, middling)
            await pilot.press("ctrl+s")
            await settle(pilot)
            _answer(app, "I would also ask two people to mark the same forty conversations, because")
            await settle(pilot)
            export(app, "interview")
            _answer(
                app, "Two of our own agents would mark the same forty conversations, and where they disagree we talk."
            )
            await pilot.press("ctrl+s")
            await settle(pilot)
            await pilot.press("ctrl+g")
            await settle(pilot)
            await pilot.press("enter")
            await until(pilot, AssessmentScreen)
            await pilot.press("3")
            await until(pilot, ScorecardScreen)
            await settle(pilot)
            export(app, "scorecard")
        app = CoachApp(load_coach=lambda: coach, clock=SteadyClock())
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            export(app, "home")
            await pilot.press("b")
            await until(pilot, BanksScreen)
            await settle(pilot)
            await pilot.press("slash", *"refund")
            await settle(pilot)
            await pilot.press("enter", "down")
            await settle(pilot)
            export(app, "banks")


def _answer(app: CoachApp, text: str) -> None:
    box = app.screen.query_one(TextArea)
    box.load_text(text)
    box.move_cursor(box.document.end)


if __name__ == "__main__":
    main()
