from __future__ import annotations

import asyncio

import pytest

from interview_coach.plain.waiting import waiting


async def test_what_is_waited_for_is_told_every_so_often() -> None:
    told: list[str] = []
    async with asyncio.timeout(20), waiting(lambda: "Grading 1 of 2", told.append, every=0.001):
        while len(told) < 2:
            await asyncio.sleep(0.001)
    count = len(told)
    await asyncio.sleep(0.01)
    assert len(told) == count
    assert told[0].startswith("(Grading 1 of 2")


async def test_a_cancellation_that_comes_as_the_block_ends_is_heeded() -> None:
    async def work() -> None:
        async with waiting(lambda: "", print):
            pass
        await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task], timeout=5)
    with pytest.raises(asyncio.CancelledError):
        task.result()
