"""Heeding the system when it asks the process to end, wherever an interview is held."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What asks a process to end, where the platform knows it."""

KILLED_BY = 128
"""What the exit code of a process that a signal ended has above the signal's number."""

_NOT_HERE = (NotImplementedError, RuntimeError, ValueError)
"""What is raised on Windows, and beside the main thread."""


def heed(stop: Callable[[int], None]) -> list[int]:
    """Call ``stop`` with the number of a signal that asks to end; return the numbers that are heeded now.

    Those that the process was told to ignore stay ignored.
    """
    loop = asyncio.get_running_loop()
    heeded = [number for number in ENDING if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        with suppress(*_NOT_HERE):
            loop.add_signal_handler(number, stop, number)
    return heeded


def unheed(numbers: list[int]) -> None:
    """Let the signals of these numbers end the process again."""
    loop = asyncio.get_running_loop()
    for number in numbers:
        with suppress(*_NOT_HERE):
            loop.remove_signal_handler(number)


def end_at_once(number: int) -> None:
    """End the process as the signal ``number`` does."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
