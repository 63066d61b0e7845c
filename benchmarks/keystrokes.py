"""How long from a key to its letter on the screen, with an interview of 200 turns open."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.events import Key
from textual.widgets import TextArea

from benchmarks.report import Figure, percentile
from interview_coach.domain.events import AnswerGiven, InterviewerSaid
from interview_coach.domain.plan import Choices
from interview_coach.domain.vocabulary import Purpose
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.tui.app import CoachApp
from interview_coach.wiring import Coach, Session

if TYPE_CHECKING:
    from textual.pilot import Pilot

TURNS = 200
KEYS = 400
TEXT = "we would look at the real cases first "
FRAMES = 2 / 60
"""Two frames of a screen with 60 frames a second, in seconds."""


def keystroke_to_paint() -> list[Figure]:
    """Type an answer in the running app and time every letter."""
    with tempfile.TemporaryDirectory() as folder:
        spent = asyncio.run(_measure(Coach(Settings(home=Home(Path(folder))))))
    slow = percentile(spent, 0.99)
    return [
        Figure(
            f"keystroke to paint, {TURNS} turns open: p99",
            f"{slow * 1000:.1f} ms = {slow / FRAMES:.2f} x two frames",
            "<= 33 ms",
        ),
        Figure("keystroke to paint: median", f"{percentile(spent, 0.5) * 1000:.1f} ms", "-"),
    ]


async def _measure(coach: Coach) -> list[float]:
    session = await _long_session(coach)

    async def begin(_: Coach) -> Session:
        return session

    app = CoachApp(load_coach=lambda: coach, begin=begin)
    async with app.run_test(size=(100, 30)) as pilot:
        await _until_open(app, pilot)
        box = app.screen.query_one(TextArea)
        return [await _press(app, box, TEXT[number % len(TEXT)]) for number in range(KEYS)]


async def _press(app: CoachApp, box: TextArea, letter: str) -> float:
    """Send one key to the app and wait until the screen that shows its letter was painted."""
    length = len(box.text)
    painted = asyncio.Event()
    before = time.perf_counter()
    app.post_message(Key("space" if letter == " " else letter, letter))
    while len(box.text) == length:  # noqa: ASYNC110 - the app under measurement must not be changed to tell
        await asyncio.sleep(0)
    app.screen.call_after_refresh(painted.set)
    await painted.wait()
    return time.perf_counter() - before


async def _until_open(app: CoachApp, pilot: Pilot[None]) -> None:
    while not app.screen.query(TextArea):
        await pilot.pause()
    await pilot.pause(0.5)


async def _long_session(coach: Coach) -> Session:
    """Return an interview whose open question has had :data:`TURNS` turns."""
    session = await coach.start(Choices(), seed=1)
    async for _ in session.interview.advance():
        pass
    journal = session._journal
    for number in range(TURNS // 2):
        at = datetime.now(UTC)
        await journal.append(AnswerGiven(at=at, exchange=0, text=f"Answer {number}. " + TEXT * 6))
        question = f"And **what** about case {number}? " + TEXT * 2
        await journal.append(InterviewerSaid(at=at, exchange=0, purpose=Purpose.PROBE, text=question))
    return session


if __name__ == "__main__":
    for figure in keystroke_to_paint():
        print(figure)
