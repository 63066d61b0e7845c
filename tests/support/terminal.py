"""A real terminal for tests: a command in a pty, and a screen that shows what the command prints."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import pexpect
import pyte

PATIENCE = 20.0
"""Seconds after which what was waited for is taken never to come; far more than a busy machine needs."""

SLICE = 0.05
"""Seconds between looks at a condition that may come true without any output."""

_PIECE = 65536
_DECORATION = re.compile("[\u2500-\u259f\\s]+")


class Terminal:
    """A command that runs in a pty of its own. Output is only read while something is waited for or sent.

    Use it in a ``with`` block: whatever happens, the command and what it started are gone afterwards.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        cwd: Path,
        rows: int = 24,
        cols: int = 80,
        patience: float = PATIENCE,
    ) -> None:
        program, *arguments = map(str, command)
        self.raw = b""
        """Everything that was printed, byte for byte."""
        self._patience = patience
        self._screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held_back = b""
        self._at_end = False
        child = pexpect.spawn(program, arguments, env=dict(env), cwd=str(cwd), dimensions=(rows, cols))
        self._child = cast("Any", child)
        self._child.ptyproc.delayafterclose = 0.0  # by then the command has been waited for
        os.set_blocking(self._child.child_fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The number of the command's process."""
        return int(self._child.pid)

    @property
    def screen(self) -> str:
        """The lines that the terminal shows now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def words(self) -> str:
        """What the terminal shows as one line: without frames, with single spaces, so that wrapping does not matter."""
        return _DECORATION.sub(" ", self.screen)

    @property
    def printed(self) -> str:
        """Everything that was printed, as text, with plain line ends."""
        return self.raw.decode("utf-8", "replace").replace("\r\n", "\n")

    def wait_for(self, wanted: str | Callable[[], bool], timeout: float | None = None) -> str:
        """Wait until the screen shows the words ``wanted``, however they are wrapped, or until it is true.

        Returns what the screen shows then; fails, showing the screen, after ``timeout`` seconds.
        """
        holds = self._shows(wanted) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + (timeout or self._patience)
        while not holds():
            if time.monotonic() > deadline or (self._at_end and not holds()):
                why = "the command ended" if self._at_end else "time is up"
                raise AssertionError(f"never came ({why}): {wanted!r}\n{self._picture()}")
            self._pump(b"")
        return self.screen

    def wait_for_printed(self, wanted: str, *, after: int = 0) -> int:
        """Wait until the text ``wanted`` is printed beyond the place ``after``; return the place behind it."""
        self.wait_for(lambda: wanted in self.printed[after:])
        return self.printed.index(wanted, after) + len(wanted)

    def send(self, keys: str | bytes) -> None:
        """Send ``keys``, reading meanwhile, so that neither side waits for the other."""
        rest = keys.encode() if isinstance(keys, str) else keys
        deadline = time.monotonic() + self._patience
        while rest:
            if self._at_end or time.monotonic() > deadline:
                raise AssertionError(f"{len(rest)} bytes were not taken\n{self._picture()}")
            rest = self._pump(rest)

    def resize(self, rows: int, cols: int) -> None:
        """Give the terminal another size; the command is told by the system."""
        self._screen.resize(rows, cols)
        self._child.setwinsize(rows, cols)

    def wait_for_end(self, timeout: float | None = None) -> int:
        """Wait until the command has ended and return its exit code; minus the signal's number where one killed it."""
        self.wait_for(lambda: self._at_end, timeout)
        self._child.wait()
        return self._exit_code()

    def hang_up(self) -> int:
        """Take the terminal away, as closing its window does, and return the exit code as :meth:`wait_for_end`."""
        self._child.ptyproc.fileobj.close()
        deadline = time.monotonic() + self._patience
        while self._child.isalive():
            assert time.monotonic() < deadline, f"still there without its terminal\n{self._picture()}"
            time.sleep(SLICE)
        return self._exit_code()

    def kill(self) -> None:
        """Kill the command at once (SIGKILL): it gets no chance to clear up."""
        if self._child.isalive():
            os.kill(self.pid, signal.SIGKILL)
            self._child.wait()

    def close(self) -> None:
        """End the command where it still runs, and what it started in its own process group."""
        if not self._child.closed:
            if self._child.isalive():
                os.killpg(self.pid, signal.SIGKILL)
                self._child.wait()
            self._child.close(force=False)

    def _exit_code(self) -> int:
        killed_by = self._child.signalstatus
        return int(self._child.exitstatus) if killed_by is None else -int(killed_by)

    def _shows(self, wanted: str) -> Callable[[], bool]:
        words = _DECORATION.sub(" ", wanted)
        return lambda: words in self.words

    def _pump(self, out: bytes) -> bytes:
        """Read what there is, and write what the command takes of ``out``; return the rest of it."""
        descriptor = self._child.child_fd
        readable, writable, _ = select.select([descriptor], [descriptor] if out else [], [], SLICE)
        if readable:
            self._read(descriptor)
        if writable and not self._at_end:
            try:
                return out[os.write(descriptor, out[:_PIECE]) :]
            except BlockingIOError:
                return out
        return out

    def _read(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return
        except OSError:  # Linux says so when the last process of the terminal has gone
            data = b""
        self._at_end = not data
        self.raw += data
        self._show(data)

    def _show(self, data: bytes) -> None:
        """Let the screen obey ``data``. It would print the ``u`` of ``ESC [ < u``, but passes ``ESC [ > u`` by."""
        data = self._held_back + data
        self._held_back = b""
        for beginning in (b"\x1b[", b"\x1b"):
            if data.endswith(beginning):
                data, self._held_back = data.removesuffix(beginning), beginning
                break
        self._stream.feed(data.replace(b"\x1b[<", b"\x1b[>"))

    def _picture(self) -> str:
        line = "-" * self._screen.columns
        return f"{line}\n{self.screen}\n{line}"
