"""Saying, line by line, what is waited for: only where it takes long, and only what changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from interview_coach.llm.activity import SPEAKING

EVERY = 5.0
"""Seconds between two lines about the same waiting."""


@asynccontextmanager
async def waiting(
    activity: Callable[[], str], tell: Callable[[str], None], every: float = EVERY
) -> AsyncIterator[None]:
    """Tell every so many seconds what ``activity`` says, as long as the block runs; nothing where it says nothing."""

    async def watch() -> None:
        while True:
            await asyncio.sleep(every)
            words = activity()
            if words and not words.endswith(SPEAKING):
                tell(f"({words} · Ctrl+C leaves; everything is kept)")

    task = asyncio.create_task(watch(), name="tell what is waited for")
    try:
        yield
    finally:
        task.cancel()  # not awaited: a cancellation of the block that comes meanwhile would be taken for the task's
