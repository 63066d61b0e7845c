"""How long an append with fsync holds up the event loop."""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import Figure, percentile
from interview_coach.domain.events import AnswerGiven
from interview_coach.domain.plan import Choices
from interview_coach.paths import Home
from interview_coach.settings import Settings
from interview_coach.wiring import Coach

APPENDS = 500
FRAME = 1 / 60
"""Seconds."""


def append_stall() -> list[Figure]:
    """Append answers while a heartbeat measures the longest time in which the event loop did nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        stalls, appends = asyncio.run(_measure(Path(folder)))
    worst = max(stalls)
    return [
        Figure(
            f"{APPENDS} appends with fsync: worst stall of the UI's loop",
            f"{worst * 1000:.1f} ms = {worst / FRAME:.2f} frames",
            "<= 1 frame (16.7 ms)",
        ),
        Figure("one append, until it is on disk: median", f"{percentile(appends, 0.5) * 1000:.2f} ms", "-"),
    ]


async def _measure(folder: Path) -> tuple[list[float], list[float]]:
    coach = Coach(Settings(home=Home(folder)))
    session = await coach.start(Choices(), seed=1)
    async for _ in session.interview.advance():
        pass
    journal = session._journal
    stalls: list[float] = []

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.001)
            present = time.perf_counter()
            stalls.append(present - last - 0.001)
            last = present

    heart = asyncio.create_task(beat())
    appends = []
    for number in range(APPENDS):
        before = time.perf_counter()
        await journal.append(AnswerGiven(at=datetime.now(UTC), exchange=0, text=f"answer {number} " * 200))
        appends.append(time.perf_counter() - before)
    heart.cancel()
    await session.close()
    return stalls, appends
