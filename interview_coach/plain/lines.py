"""Reading lines without holding the program back."""

from __future__ import annotations

import asyncio
import errno
import re
import threading
from contextlib import suppress
from queue import SimpleQueue
from typing import TextIO

_BYTES = re.compile("[\udc80-\udcff]")


class TerminalGone(Exception):
    """The terminal that the lines came from was closed: that is no end of input that somebody meant."""


class Lines:
    """The lines of a stream, each read when it is asked for, in a thread that nobody waits for.

    So Ctrl-C ends the program at once, although reading goes on until somebody presses Enter.
    """

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._wanted: SimpleQueue[asyncio.Future[str] | None] = SimpleQueue()
        self._reader: threading.Thread | None = None
        self.interactive = source.isatty()
        """Whether somebody types them, who can be asked."""
        self.unclaimed = ""
        """A line that was read when nobody waited for it any more."""

    async def next(self) -> str:
        """Return the next line with its end; an empty text where there are no more. Raises what reading raises.

        Raises:
            TerminalGone: the terminal was closed.
        """
        line: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        if self._reader is None:
            self._reader = threading.Thread(target=self._read, name="lines", daemon=True)
            self._reader.start()
        self._wanted.put(line)
        text = await line
        self.unclaimed = ""
        return text

    def close(self) -> None:
        """Let the thread end, as soon as it reads no more."""
        self._wanted.put(None)

    def _read(self) -> None:
        while (line := self._wanted.get()) is not None:
            text = ""
            failure: Exception | None = None
            try:
                text = self.unclaimed = self._source.readline()
                if not text and self.interactive and not self._source.isatty():
                    failure = TerminalGone()
            except Exception as error:
                gone = self.interactive and isinstance(error, OSError) and error.errno == errno.EIO
                failure = TerminalGone() if gone else error
            with suppress(RuntimeError):  # the loop is closed
                line.get_loop().call_soon_threadsafe(_settle, line, text, failure)


def _settle(line: asyncio.Future[str], text: str, failure: Exception | None) -> None:
    if line.done():  # nobody waits for it any more
        return
    if failure is None:
        line.set_result(text)
    else:
        line.set_exception(failure)


def legible(line: str) -> str:
    r"""Return ``line`` with the bytes that its encoding does not know spelt out, ``\xe9``.

    Streams read with ``errors="surrogateescape"`` hand such bytes through as lone surrogates.
    """
    return _BYTES.sub(lambda found: f"\\x{ord(found.group()) - 0xDC00:02x}", line)
