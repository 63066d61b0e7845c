"""Ending when the system says so: a command that holds an interview puts it in order first."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

from interview_coach.signals import end_at_once, heed, unheed


async def until_stopped(work: Coroutine[None, None, None]) -> int | None:
    """Do ``work``. Where a signal asks the process to end, cancel it; return the signal's number once it is in order.

    A second signal ends the process at once. Returns ``None`` where the work came to its end.
    """
    task = asyncio.create_task(work)
    received: list[int] = []

    def stop(number: int) -> None:
        if received:
            end_at_once(number)
        received.append(number)
        task.cancel()

    heeded = heed(stop)
    try:
        await task
    except asyncio.CancelledError:
        if not received:
            raise
    finally:
        unheed(heeded)
    return received[0] if received else None
