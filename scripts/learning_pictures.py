"""Take the pictures of progress, of what is due and of the study plan; part of ``make picture``.

Behind them stand real interviews with the offline coach, held by a clock that moves through two months of practice.
The answers are the exemplars of the questions, weak ones at first and better ones later.
"""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interview_coach.domain.plan import Choices
from interview_coach.interviewing.session import Updates
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.due import DueScreen
from interview_coach.tui.screens.progress import ProgressScreen
from interview_coach.tui.screens.study_plan import StudyPlanScreen
from interview_coach.wiring import Coach, Session
from scripts.app_pictures import SIZE, export, settle, until

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TOPICS = ("evaluation-design", "failure-modes", "stakeholder-scenarios")
LEVELS = (1, 3, 1, 3, 1, 3, 5, 3, 3, 5, 3, 5, 5, 5)
"""Levels of the exemplars that are given as answers, in order."""

GUESSES = (3, 4, 2, 3, 4)


class MovedClock:
    """Stands where it is put, and moves on a little whenever it is asked."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        """Return the next instant."""
        self.now += timedelta(milliseconds=20)
        return self.now


async def take_learning() -> None:
    """Write ``progress.svg``, ``due.svg`` and ``study-plan.svg``."""
    with tempfile.TemporaryDirectory() as folder:
        clock = MovedClock()
        coach = Coach(Settings(home=Home(Path(folder))), clock=clock)
        await practise_two_months(coach, clock)
        interview_on = (NOW + timedelta(days=19)).date()
        await asyncio.to_thread(lambda: coach.learning.studying.set_goal(interview_on=interview_on, minutes=45))
        app = CoachApp(load_coach=lambda: coach, clock=clock)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            for key, screen, name in (
                ("p", ProgressScreen, "progress"),
                ("u", DueScreen, "due"),
                ("l", StudyPlanScreen, "study-plan"),
            ):
                await pilot.press(key)
                await until(pilot, screen)
                await settle(pilot)
                export(app, name)
                await pilot.press("escape")
                await settle(pilot)


async def practise_two_months(coach: Coach, clock: MovedClock) -> None:
    """Hold drills, better ones from week to week; the clock then stands at the end of them."""
    for number in range(2 * len(LEVELS)):
        clock.now = NOW - timedelta(days=60 - 2.1 * number, hours=number % 5)
        topic = TOPICS[number % len(TOPICS)]
        session = await coach.start(Choices(topics=(topic,), questions=1), seed=number)
        await hold(session, number, LEVELS[number // 2])
    clock.now = NOW


async def hold(session: Session, number: int, level: int) -> None:
    """Hold a drill with the exemplar of that level as the answer, and guess its level."""
    interview, question = session.interview, session.transcript.plan.questions[0]
    try:
        await _follow(interview.advance())
        if number % 4 == 0:
            await _follow(interview.hint())
        text = next(e.text for e in question.exemplars if e.level == level)
        await _follow(interview.answer(text, seconds=140 + 10 * (number % 7)))
        if not session.transcript.ended:
            await _follow(interview.end())
        await session.self_assess(0, GUESSES[number % len(GUESSES)])
        await session.finish_grading()
    finally:
        await session.close()


async def _follow(updates: Updates) -> None:
    async for _ in updates:
        pass
