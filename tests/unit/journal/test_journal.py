from __future__ import annotations

import asyncio
import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from interview_coach.domain.events import HintAsked
from interview_coach.domain.replay import replay
from interview_coach.domain.vocabulary import Format
from interview_coach.errors import JournalError, JournalUnreadable, StorageError
from interview_coach.journal.journal import Journal, new_id
from interview_coach.paths import Home
from tests.support.disks import ID, failing, on_disk
from tests.support.events import START, a_rubric, answered, asked, at, started


class TestCreating:
    def test_the_first_line_is_on_disk_and_private(self, home: Home, journal: Journal) -> None:
        assert journal.path == home.transcripts / f"{ID}.jsonl"
        assert (journal.id, journal.transcript.id) == (ID, ID)
        assert on_disk(journal) == (started(),)
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
        assert [stat.S_IMODE(p.stat().st_mode) for p in (home.transcripts, home.root)] == [0o700, 0o700]

    def test_no_temporary_file_is_left(self, home: Home, journal: Journal) -> None:
        journal.close()
        assert [p.name for p in home.transcripts.iterdir()] == [f"{ID}.jsonl"]

    def test_ids_tell_the_time_and_the_format_and_differ(self) -> None:
        made = {new_id(START, Format.ROLEPLAY) for _ in range(50)}
        assert len(made) == 50
        assert all(m.startswith("20261120T184500Z-roleplay-") for m in made)

    @pytest.mark.parametrize("name", ["", "../escape", "a/b", "a\x00b", ".hidden", "a\n", "x" * 300])
    def test_an_id_that_is_no_file_name_is_refused(self, home: Home, name: str) -> None:
        with pytest.raises(JournalError, match="no file name"):
            Journal.create(home, started(name=name))

    def test_a_taken_id_is_refused_and_the_old_journal_stands(self, home: Home, journal: Journal) -> None:
        journal.close()
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match="already"):
            Journal.create(home, started(2))
        assert journal.path.read_bytes() == before
        Journal.open(journal.path).close()

    def test_a_plan_without_its_rubric_creates_nothing(self, home: Home) -> None:
        with pytest.raises(JournalUnreadable):
            Journal.create(home, started(rubrics=(a_rubric("another"),)))
        assert not home.transcripts.exists()

    def test_a_file_in_place_of_the_folder_is_explained(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        with pytest.raises(StorageError, match="INTERVIEW_COACH_HOME"):
            Journal.create(Home(tmp_path / "data"), started())

    def test_a_failure_gives_the_lock_back(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", failing(errno.ENOSPC))
            with pytest.raises(StorageError, match="Free some space"):
                Journal.create(home, started())
        assert list(home.transcripts.iterdir()) == []
        Journal.create(home, started()).close()


class TestAppending:
    async def test_an_event_is_on_disk_before_it_is_in_the_transcript(self, journal: Journal) -> None:
        transcript = await journal.append(asked(1))
        assert transcript is journal.transcript
        assert len(transcript.exchanges) == 1
        assert on_disk(journal) == (started(), asked(1))

    async def test_every_append_is_synced(self, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
        synced: list[int] = []
        sync = os.fsync

        def noted(descriptor: int) -> None:
            synced.append(journal.path.stat().st_size)
            sync(descriptor)

        monkeypatch.setattr(os, "fsync", noted)
        await journal.append(asked(1))
        assert synced == [journal.path.stat().st_size]

    async def test_concurrent_appends_keep_their_order(self, journal: Journal) -> None:
        await journal.append(asked(0))
        events = [answered(n, text=str(n)) for n in range(1, 60)]
        await asyncio.gather(*map(journal.append, events))
        assert on_disk(journal)[2:] == tuple(events)
        assert [t.text for t in journal.transcript.exchanges[0].turns[1:]] == [str(n) for n in range(1, 60)]

    async def test_the_event_loop_goes_on_while_the_disk_is_slow(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        may_sync = threading.Event()
        monkeypatch.setattr(os, "fsync", lambda _: may_sync.wait(20))
        appending = asyncio.create_task(journal.append(asked(1)))
        for _ in range(10):
            await asyncio.sleep(0)
        assert not appending.done() and not journal.transcript.exchanges
        may_sync.set()
        assert (await appending).exchanges

    async def test_a_cancelled_append_is_recorded_all_the_same(
        self, journal: Journal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        may_sync = threading.Event()
        monkeypatch.setattr(os, "fsync", lambda _: may_sync.wait(20))
        tasks = [asyncio.create_task(journal.append(e)) for e in (asked(1), answered(2))]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert all(t.cancelled() for t in tasks)
        may_sync.set()
        after = await journal.append(HintAsked(at=at(3), exchange=0))
        assert len(after.exchanges[0].turns) == 3
        assert replay(on_disk(journal)) == after

    async def test_an_event_that_does_not_fit_is_kept(self, journal: Journal) -> None:
        stray = answered(1)
        assert (await journal.append(stray)).strays == (stray,)
        assert on_disk(journal)[-1] == stray

    async def test_a_closed_journal_refuses(self, journal: Journal) -> None:
        journal.close()
        journal.close()
        with pytest.raises(JournalError, match="closed"):
            await journal.append(asked(1))

    async def test_closing_waits_for_what_is_being_written(self, home: Home, journal: Journal) -> None:
        tasks = [asyncio.create_task(journal.append(asked(1)))]
        await asyncio.sleep(0)
        await asyncio.to_thread(journal.close)
        await asyncio.gather(*tasks)
        assert on_disk(journal)[-1] == asked(1)
