"""Take the pictures of the list of interviews, of one read back and of a comparison; part of ``make picture``.

Behind them stand the same two months of practice as behind the pictures of progress, and a redo of the last question.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.transcripts import TranscriptsScreen
from interview_coach.wiring import Coach
from scripts.app_pictures import SIZE, export, settle, until
from scripts.learning_pictures import MovedClock, hold, practise_two_months

SEARCHED = "error rate"


async def take_archive() -> None:
    """Write ``transcripts.svg``, ``transcript.svg`` and ``compare.svg``."""
    with tempfile.TemporaryDirectory() as folder:
        clock = MovedClock()
        coach = Coach(Settings(home=Home(Path(folder))), clock=clock)
        await practise_two_months(coach, clock)
        weak = coach.recent(20)[-1]
        await coach.archive.label(weak.id, name="First try", tags=("weak-spot",))
        await hold(await coach.redo(weak.id, 0), number=3, level=5)
        app = CoachApp(load_coach=lambda: coach, clock=clock)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            await pilot.press("t")
            await until(pilot, TranscriptsScreen)
            await settle(pilot)
            await pilot.press("enter")
            await until(pilot, DetailScreen)
            await settle(pilot)
            await pilot.press("e")
            await settle(pilot)
            export(app, "transcript")
            await pilot.press("c")
            await until(pilot, ComparisonScreen)
            await settle(pilot)
            export(app, "compare")
            await pilot.press("escape", "escape")
            await until(pilot, TranscriptsScreen)
            await settle(pilot)
            await pilot.press("slash", *("space" if letter == " " else letter for letter in SEARCHED))
            await settle(pilot)
            export(app, "transcripts")
