from __future__ import annotations

import asyncio
import errno
import os
import shutil
import sys

import pytest

from interview_coach.domain.events import HintAsked
from interview_coach.domain.replay import replay
from interview_coach.errors import StorageError
from interview_coach.journal.journal import Journal
from interview_coach.paths import Home
from tests.support.disks import failing, files_at_most, on_disk
from tests.support.events import answered, asked, at, started


class TestFailures:
    @pytest.mark.parametrize(
        ("number", "remedy"),
        [
            (errno.ENOSPC, "Free some space"),
            (errno.EDQUOT, "quota"),
            (errno.EROFS, "writable"),
            (errno.EIO, "try again"),
        ],
    )
    @pytest.mark.parametrize("call", ["write", "fsync"])
    async def test_a_failed_append_leaves_no_trace_and_can_be_made_again(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch, call: str, number: int, remedy: str
    ) -> None:
        await journal.append(asked(1))
        before, transcript = journal.path.read_bytes(), journal.transcript
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing(number))
            with pytest.raises(StorageError, match=remedy) as raised:
                await journal.append(answered(2))
        assert str(journal.path) in str(raised.value)
        assert journal.path.read_bytes() == before
        assert journal.transcript is transcript
        await journal.append(answered(2))
        assert on_disk(journal) == (started(), asked(1), answered(2))

    @pytest.mark.skipif(sys.platform == "win32", reason="the limit is a POSIX one")
    async def test_a_real_partial_write_is_taken_back(self, journal: Journal) -> None:
        await journal.append(asked(1))
        before = journal.path.read_bytes()
        answer = answered(2, text="word " * 20_000)
        with files_at_most(len(before) + 5000), pytest.raises(StorageError, match="try again"):
            await journal.append(answer)
        assert journal.path.read_bytes() == before
        await journal.append(answer)
        assert on_disk(journal)[-1] == answer

    async def test_what_could_not_be_taken_back_at_once_is_taken_back_later(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await journal.append(asked(1))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing(errno.EIO))
            patch.setattr(os, "ftruncate", failing(errno.EIO))
            for _ in range(2):
                with pytest.raises(StorageError):
                    await journal.append(answered(2, text="half"))
        await journal.append(answered(3))
        assert on_disk(journal) == (started(), asked(1), answered(3))

    async def test_appends_behind_a_failed_one_are_still_recorded(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sync, calls = os.fsync, iter([True, False, False])

        def fail_once(descriptor: int) -> None:
            if next(calls):
                raise OSError(errno.ENOSPC, "full")
            sync(descriptor)

        monkeypatch.setattr(os, "fsync", fail_once)
        events = [asked(1, text="lost"), asked(2), answered(3)]
        results = await asyncio.gather(*map(journal.append, events), return_exceptions=True)
        assert isinstance(results[0], StorageError)
        assert on_disk(journal) == (started(), *events[1:])

    async def test_a_removed_file_is_written_anew(self, home: Home, journal: Journal) -> None:
        await journal.append(asked(1))
        shutil.rmtree(home.transcripts)
        await journal.append(answered(2))
        await journal.append(HintAsked(at=at(3), exchange=0))
        assert on_disk(journal) == (started(), asked(1), answered(2), HintAsked(at=at(3), exchange=0))
        assert replay(on_disk(journal)) == journal.transcript
