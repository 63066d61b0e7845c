from __future__ import annotations

import asyncio
import errno
import io
import os
import pty
import threading
from pathlib import Path

import pytest

from interview_coach.plain.lines import Lines, TerminalGone, legible
from tests.support.disks import failing


async def test_lines_come_in_order_with_their_ends_and_then_nothing() -> None:
    lines = Lines(io.StringIO("one\ntwo"))
    assert [await lines.next() for _ in range(3)] == ["one\n", "two", ""]
    assert not lines.interactive
    lines.close()


async def test_one_thread_reads_them_all_and_ends() -> None:
    before = threading.active_count()
    lines = Lines(io.StringIO("line\n" * 100))
    for _ in range(100):
        await lines.next()
        assert threading.active_count() <= before + 1
    (reader,) = [t for t in threading.enumerate() if t.name == "lines"]
    lines.close()
    await asyncio.to_thread(reader.join, 10)
    assert not reader.is_alive()


async def test_a_failure_to_read_is_raised(tmp_path: Path) -> None:
    with (tmp_path / "lines").open("w", encoding="utf-8") as unreadable:
        lines = Lines(unreadable)
        with pytest.raises(OSError, match="not readable"):
            await lines.next()
        lines.close()


def test_nobody_waits_for_a_line_that_does_not_come() -> None:
    reading_end, writing_end = os.pipe()

    async def give_up(lines: Lines) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lines.next(), 0.001)

    with os.fdopen(reading_end, encoding="utf-8") as source:
        lines = Lines(source)
        asyncio.run(give_up(lines))  # returns although the thread still reads
        (reader,) = [t for t in threading.enumerate() if t.name == "lines"]
        lines.close()
        os.close(writing_end)
        reader.join(10)
        assert not reader.is_alive()


async def test_the_end_of_a_terminal_is_not_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave, encoding="utf-8") as source:
        lines = Lines(source)
        assert lines.interactive
        os.write(master, b"word\n\x04")
        assert [await lines.next(), await lines.next()] == ["word\n", ""]  # Ctrl-D is meant
        os.close(master)
        with pytest.raises(TerminalGone):
            await lines.next()
        monkeypatch.setattr(lines, "_source", Broken())
        with pytest.raises(TerminalGone):
            await lines.next()
        lines.close()


class Broken(io.StringIO):
    """A terminal that was closed while it was read."""

    readline = staticmethod(failing(errno.EIO))  # type: ignore[assignment]


def test_bytes_that_are_no_text_are_spelt_out() -> None:
    typed = "caf\xe9 ☕ \\xe9".encode() + b" \xff\x80 \xc3"
    assert legible(typed.decode("utf-8", "surrogateescape")) == "café ☕ \\xe9 \\xff\\x80 \\xc3"
    assert legible("plain") == "plain"
