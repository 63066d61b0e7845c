from __future__ import annotations

import asyncio
import io
import os
import threading
from pathlib import Path

import pytest

from interview_coach.plain.lines import next_line


async def test_lines_come_in_order_with_their_ends_and_then_nothing() -> None:
    lines = io.StringIO("one\ntwo")
    assert [await next_line(lines) for _ in range(3)] == ["one\n", "two", ""]


async def test_a_failure_to_read_is_raised(tmp_path: Path) -> None:
    unreadable = (tmp_path / "lines").open("w", encoding="utf-8")
    with unreadable, pytest.raises(OSError, match="not readable"):
        await next_line(unreadable)


def test_nobody_waits_for_a_line_that_does_not_come() -> None:
    reading_end, writing_end = os.pipe()

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(next_line(lines), 0.001)

    with os.fdopen(reading_end, encoding="utf-8") as lines:
        asyncio.run(give_up())  # returns although the thread still reads
        (reader,) = [t for t in threading.enumerate() if t.name == "lines"]
        os.close(writing_end)
        reader.join(10)
        assert not reader.is_alive()
