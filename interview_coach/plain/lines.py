"""Reading lines without holding the program back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO


async def next_line(lines: TextIO) -> str:
    """Return the next line with its end; an empty text where there are no more. Raises what reading raises.

    The thread that reads is one that nobody waits for: Ctrl-C ends the program at once, although reading goes on until
    somebody presses Enter.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str] = loop.create_future()

    def deliver(put: Callable[[], None]) -> None:
        """Tell the loop, unless it is closed or nobody waits for the line any more."""
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: None if line.done() else put())

    def read() -> None:
        try:
            text = lines.readline()
        except Exception as error:
            failure = error
            deliver(lambda: line.set_exception(failure))
        else:
            deliver(lambda: line.set_result(text))

    threading.Thread(target=read, name="lines", daemon=True).start()
    return await line
