from __future__ import annotations

import asyncio
import errno
import os
import resource
import shutil
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings

from interview_coach.domain.events import Event, HintAsked, UnknownEvent
from interview_coach.domain.replay import replay
from interview_coach.domain.vocabulary import Format
from interview_coach.errors import JournalError, JournalLocked, JournalNotFound, JournalUnreadable, StorageError
from interview_coach.journal.journal import Journal, new_id
from interview_coach.journal.lines import as_line, read_events
from interview_coach.paths import Home
from tests.support.events import START, a_rubric, answered, asked, at, started
from tests.support.strategies import interviews

OPEN_FILES = Path("/proc/self/fd")
ID = "20261120T184500Z-drill-abc123"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


@pytest.fixture
def journal(home: Home) -> Iterator[Journal]:
    created = Journal.create(home, started())
    yield created
    created.close()


def on_disk(journal: Journal) -> tuple[Event, ...]:
    return read_events(journal.path.read_bytes()).events


def write(home: Home, raw: bytes, name: str = ID) -> Path:
    home.transcripts.mkdir(parents=True, exist_ok=True)
    path = home.transcripts / f"{name}.jsonl"
    path.write_bytes(raw)
    return path


def whole(*events: Event) -> bytes:
    return b"".join(map(as_line, events))


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


def failing(number: int) -> object:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """Let the kernel refuse to write beyond ``size`` bytes: a real partial write, then a real failure."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


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


class TestOpening:
    async def test_it_goes_on_where_it_stood(self, journal: Journal) -> None:
        stood = await journal.append(asked(1))
        journal.close()
        again = Journal.open(journal.path)
        assert again.transcript == stood and not again.problems
        await again.append(answered(2))
        again.close()
        assert on_disk(journal) == (started(), asked(1), answered(2))

    def test_a_torn_tail_is_moved_aside(self, home: Home) -> None:
        good, torn = whole(started(), asked(1)), as_line(answered(2))[:-9]
        path = write(home, good + torn)
        opened = Journal.open(path)
        opened.close()
        assert path.read_bytes() == good
        assert path.with_suffix(".torn").read_bytes() == torn + b"\n"
        assert stat.S_IMODE(path.with_suffix(".torn").stat().st_mode) == 0o600
        assert [p.line for p in opened.problems] == [3]

    def test_what_was_torn_earlier_is_kept_too(self, home: Home) -> None:
        path = write(home, whole(started()))
        for torn in (b'{"kind":"a', b"\x00\x00"):
            path.write_bytes(whole(started()) + torn)
            Journal.open(path).close()
        assert path.with_suffix(".torn").read_bytes() == b'{"kind":"a\n\x00\x00\n'

    async def test_a_whole_last_line_gets_its_newline(self, home: Home) -> None:
        path = write(home, whole(started(), asked(1)).rstrip())
        opened = Journal.open(path)
        await opened.append(answered(2))
        opened.close()
        assert path.read_bytes() == whole(started(), asked(1), answered(2))
        assert not path.with_suffix(".torn").exists()

    async def test_a_failure_after_mending_takes_back_no_more_than_it_wrote(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for raw in (whole(started(), asked(1)).rstrip(), whole(started(), asked(1)) + b"torn"):
            path = write(home, raw)
            opened = Journal.open(path)
            with monkeypatch.context() as patch:
                patch.setattr(os, "fsync", failing(errno.EIO))
                with pytest.raises(StorageError):
                    await opened.append(answered(2))
            opened.close()
            assert path.read_bytes() == whole(started(), asked(1))

    async def test_foreign_lines_stay_in_the_file(self, home: Home) -> None:
        future = UnknownEvent.model_validate({"at": at(2), "kind": "later", "data": [1]})
        raw = whole(started()) + b"\xff\x00 rubbish\n" + whole(future, asked(3))
        path = write(home, raw)
        opened = Journal.open(path)
        assert [p.line for p in opened.problems] == [2]
        assert opened.transcript.strays == (future,)
        await opened.append(answered(4))
        opened.close()
        assert path.read_bytes() == raw + whole(answered(4))

    @pytest.mark.parametrize("raw", [b"", b"\n", b"rubbish", b"rubbish\n", whole(asked(1)), whole(started())[:500]])
    def test_a_file_without_an_interview_is_not_touched(self, home: Home, raw: bytes) -> None:
        path = write(home, raw)
        with pytest.raises(JournalUnreadable, match="holds no interview"):
            Journal.open(path)
        assert path.read_bytes() == raw
        assert list(home.transcripts.iterdir()) == [path]

    def test_a_newer_format_is_not_added_to(self, home: Home) -> None:
        raw = whole(started().model_copy(update={"schema_version": 2})) + b"torn"
        path = write(home, raw)
        with pytest.raises(JournalError, match=r"newer version.*format 2"):
            Journal.open(path)
        assert list(home.transcripts.iterdir()) == [path]
        assert path.read_bytes() == raw

    def test_what_is_no_file_is_explained(self, home: Home) -> None:
        home.transcripts.mkdir(parents=True)
        with pytest.raises(JournalNotFound):
            Journal.open(home.transcripts / "nothing.jsonl")
        (home.transcripts / "folder.jsonl").mkdir()
        with pytest.raises(JournalUnreadable, match="not a file"):
            Journal.open(home.transcripts / "folder.jsonl")
        assert [p.name for p in home.transcripts.iterdir()] == ["folder.jsonl"]

    def test_a_full_disk_while_mending_changes_nothing(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = whole(started()) + b"torn"
        path = write(home, raw)
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", failing(errno.ENOSPC))
            with pytest.raises(StorageError, match="Free some space"):
                Journal.open(path)
        assert path.read_bytes() == raw
        Journal.open(path).close()


class TestLocking:
    def test_nobody_else_can_open_it(self, journal: Journal) -> None:
        for _ in range(2):
            with pytest.raises(JournalLocked, match="in this program already"):
                Journal.open(journal.path)
        journal.close()
        Journal.open(journal.path).close()

    def test_the_process_that_has_it_is_named(self, journal: Journal) -> None:
        journal.path.with_suffix(".lock").write_text("4242\n")
        with pytest.raises(JournalLocked, match="process 4242"):
            Journal.open(journal.path)
        journal.path.with_suffix(".lock").write_bytes(b"\xff")
        with pytest.raises(JournalLocked, match="another window"):
            Journal.open(journal.path)

    def test_a_lock_left_behind_means_nothing(self, home: Home) -> None:
        path = write(home, whole(started()))
        path.with_suffix(".lock").write_text("1\n")
        Journal.open(path).close()

    async def test_the_lock_can_be_given_back_in_another_thread(self, home: Home) -> None:
        opened = await asyncio.to_thread(Journal.create, home, started())
        opened.close()
        Journal.open(opened.path).close()

    @pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
    async def test_no_file_stays_open(self, home: Home) -> None:
        path = write(home, whole(started()) + b"torn")
        write(home, b"rubbish", "rubbish")
        Journal.open(path).close()
        before = len(list(OPEN_FILES.iterdir()))
        for _ in range(5):
            opened = await asyncio.to_thread(Journal.open, path)
            with pytest.raises(JournalLocked):
                Journal.open(path)
            opened.close()
            with pytest.raises(JournalUnreadable):
                Journal.open(home.transcripts / "rubbish.jsonl")
        assert len(list(OPEN_FILES.iterdir())) == before


@settings(max_examples=12)
@given(interviews())
def test_recorded_interviews_replay_as_they_were(tmp_path_factory: pytest.TempPathFactory, events: list[Event]) -> None:
    async def record() -> None:
        created = Journal.create(Home(tmp_path_factory.mktemp("data")), started(2))
        for event in events[1:]:
            await created.append(event)
        created.close()
        again = Journal.open(created.path)
        again.close()
        assert again.transcript == created.transcript == replay(events)

    asyncio.run(record())
