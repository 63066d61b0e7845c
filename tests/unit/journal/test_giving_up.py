"""Opening and beginning journals from a coroutine that may be cancelled at any moment."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from interview_coach.errors import JournalError, JournalUnreadable, StorageError
from interview_coach.journal import journal as journal_module
from interview_coach.journal.journal import Journal
from interview_coach.journal.opening import create_journal, open_journal
from interview_coach.journal.reading import read_bytes
from interview_coach.paths import Home, write_private
from tests.support.disks import ID, on_disk, whole, write
from tests.support.events import answered, asked, started

OPEN_FILES = Path("/proc/self/fd")
WAYS = ["open", "create"]

Get = Callable[[], Awaitable[Journal]]


class Disk:
    """Holds the first access to a journal's file until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached = threading.Event()
        self.may_go_on = threading.Event()
        monkeypatch.setattr(journal_module, "read_bytes", self._read)
        monkeypatch.setattr(journal_module, "write_private", self._write)

    def _wait(self) -> None:
        self.reached.set()
        assert self.may_go_on.wait(20)

    def _read(self, path: Path) -> bytes:
        self._wait()
        return read_bytes(path)

    def _write(self, path: Path, data: bytes, *, durable: bool = False) -> None:
        self._wait()
        write_private(path, data, durable=durable)


def getting(way: str, home: Home) -> Get:
    if way == "create":
        return lambda: create_journal(home, started())
    path = write(home, whole(started()))
    return lambda: open_journal(path)


def threads() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if t.name.startswith("opening")}


def join_threads() -> None:
    for thread in threads():
        thread.join(20)
    assert not threads()


def files_of(home: Home) -> list[str]:
    """Return the open files of the data folder, and the lock files in it."""
    links = [link for link in OPEN_FILES.iterdir() if link.is_symlink()] if OPEN_FILES.is_dir() else []
    opened = [str(link.readlink()) for link in links]
    return [name for name in opened if name.startswith(str(home.root))] + [
        p.name for p in home.transcripts.glob("*.lock")
    ]


@pytest.mark.parametrize("way", WAYS)
async def test_the_journal_is_open_and_its_own(home: Home, way: str) -> None:
    journal = await getting(way, home)()
    await journal.append(asked(1))
    await journal.append(answered(2))
    journal.close()
    assert on_disk(journal) == (started(), asked(1), answered(2))
    join_threads()


async def test_errors_come_through(home: Home) -> None:
    with pytest.raises(JournalUnreadable):
        await open_journal(write(home, b"rubbish"))
    with pytest.raises(JournalError, match="no file name"):
        await create_journal(home, started(name="a/b"))
    home.trash.write_text("")
    with pytest.raises(StorageError):
        await create_journal(Home(home.trash), started())
    assert files_of(home) == []


@pytest.mark.parametrize("way", WAYS)
async def test_who_is_cancelled_leaves_nothing_open(home: Home, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    get = getting(way, home)
    with monkeypatch.context() as patch:
        disk = Disk(patch)
        task = asyncio.ensure_future(get())
        assert await asyncio.to_thread(disk.reached.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert files_of(home)
        disk.may_go_on.set()
        join_threads()
    assert files_of(home) == []
    again = await open_journal(home.transcripts / f"{ID}.jsonl")
    again.close()


@pytest.mark.parametrize("way", WAYS)
async def test_cancelled_when_it_was_just_done(home: Home, way: str) -> None:
    task = asyncio.ensure_future(getting(way, home)())
    await asyncio.sleep(0)
    join_threads()  # the loop stands meanwhile, so the task knows nothing of it yet
    assert files_of(home)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert files_of(home) == []


@pytest.mark.parametrize("way", WAYS)
async def test_cancelled_before_it_began(home: Home, way: str) -> None:
    task = asyncio.ensure_future(getting(way, home)())
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    join_threads()
    assert files_of(home) == []


@pytest.mark.parametrize("way", WAYS)
def test_the_loop_may_be_gone_by_then(home: Home, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    get, disk = getting(way, home), Disk(monkeypatch)

    async def give_up() -> None:
        task = asyncio.ensure_future(get())
        assert await asyncio.to_thread(disk.reached.wait, 20)
        task.cancel()

    asyncio.run(give_up())
    disk.may_go_on.set()
    join_threads()
    assert files_of(home) == []


async def test_a_failure_that_nobody_waits_for_is_no_noise(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = write(home, b"rubbish")
    disk = Disk(monkeypatch)
    task = asyncio.ensure_future(open_journal(path))
    assert await asyncio.to_thread(disk.reached.wait, 20)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    disk.may_go_on.set()
    join_threads()
    await asyncio.sleep(0)
    assert files_of(home) == [] and not caplog.records
