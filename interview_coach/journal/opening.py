"""Opening and beginning journals from a coroutine: in a thread, and leaving nothing open when it is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from interview_coach.domain.events import InterviewStarted
from interview_coach.journal.journal import Journal
from interview_coach.paths import Home


async def open_journal(path: Path) -> Journal:
    """Return :meth:`Journal.open` of ``path``, and raise what it raises.

    When the caller is cancelled, the journal is closed as soon as it is open.
    """
    return await _in_thread(lambda: Journal.open(path))


async def create_journal(home: Home, started: InterviewStarted) -> Journal:
    """Return :meth:`Journal.create` with these arguments, and raise what it raises.

    When the caller is cancelled, the journal is closed as soon as it is open; its file, once begun, stays.
    """
    return await _in_thread(lambda: Journal.create(home, started))


async def _in_thread(work: Callable[[], Journal]) -> Journal:
    """Do ``work`` in a thread of its own: it goes on to its end even when the event loop does not."""
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
    opening = thread.submit(work)
    thread.shutdown(wait=False)
    try:
        return await asyncio.wrap_future(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close)
        raise


def _close(opening: Future[Journal]) -> None:
    """Close what nobody waits for any more. Runs in the thread, or at once where that is done already."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
