"""Ending when the system says so: a command that holds an interview puts it in order first."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress

SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What asks a process to end, where the platform knows it."""


async def until_stopped(work: Coroutine[None, None, None]) -> int | None:
    """Do ``work``. Where a signal asks the process to end, cancel it; return the signal's number once it is in order.

    A second signal ends the process at once. Returns ``None`` where the work came to its end.
    """
    task = asyncio.create_task(work)
    received: list[int] = []

    def stop(number: int) -> None:
        if received:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        received.append(number)
        task.cancel()

    with _heeding(stop):
        try:
            await task
        except asyncio.CancelledError:
            if not received:
                raise
    return received[0] if received else None


@contextmanager
def _heeding(stop: object) -> Iterator[None]:
    """Call ``stop`` with the number of each signal; those that the process was told to ignore stay ignored."""
    loop = asyncio.get_running_loop()
    heeded = [number for number in SIGNALS if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, nor beside the main thread
            loop.add_signal_handler(number, stop, number)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for number in heeded:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.remove_signal_handler(number)
