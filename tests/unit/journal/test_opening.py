from __future__ import annotations

import asyncio
import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings

from interview_coach.domain.events import Event, UnknownEvent
from interview_coach.domain.replay import replay
from interview_coach.errors import JournalError, JournalLocked, JournalNotFound, JournalUnreadable, StorageError
from interview_coach.journal.journal import Journal
from interview_coach.journal.lines import as_line
from interview_coach.journal.reading import read_journal
from interview_coach.paths import Home
from tests.support.disks import failing, on_disk, whole, write
from tests.support.events import answered, asked, at, started
from tests.support.strategies import interviews

OPEN_FILES = Path("/proc/self/fd")


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

    def test_pipes_and_devices_are_not_waited_for(self, home: Home) -> None:
        path = write(home, whole(started(), asked(1)) + b"torn")
        os.mkfifo(path.with_suffix(".torn"))
        with pytest.raises(StorageError):
            Journal.open(path)
        path.with_suffix(".torn").unlink()
        os.mkfifo(path.with_suffix(".lock"))
        Journal.open(path).close()
        for put in (os.mkfifo, lambda p: p.symlink_to("/dev/zero"), lambda p: p.mkdir()):
            path.unlink()
            put(path)
            with pytest.raises(JournalUnreadable, match="holds no interview: it is"):
                Journal.open(path)

    def test_what_a_kill_left_behind_is_cleared_away_when_it_is_old(self, home: Home) -> None:
        path = write(home, whole(started()))
        names = (f".{path.stem}.draft.json.77.tmp", ".x.77.tmp", ".x.tmp", "x.77.tmp", ".x.77.tmp.yaml", ".y.78.tmp")
        for name in names:
            (home.transcripts / name).write_bytes(b"half")
            if name != ".y.78.tmp":
                os.utime(home.transcripts / name, (0, 0))
        Journal.open(path).close()
        assert {p.name for p in home.transcripts.iterdir()} == {path.name, *names[2:]}
        os.utime(home.transcripts / ".y.78.tmp", (0, 0))
        Journal.create(home, started(name="another")).close()
        assert ".y.78.tmp" not in {p.name for p in home.transcripts.iterdir()}

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

    def test_a_newer_format_that_cannot_be_read_is_not_called_broken(self, home: Home) -> None:
        raw = whole(started().model_copy(update={"schema_version": 2}), asked(1))
        raw = raw.replace(b'"format":"drill"', b'"format":"panel"')
        path = write(home, raw)
        for read in (Journal.open, read_journal):
            with pytest.raises(JournalUnreadable) as raised:
                read(path)
            message = str(raised.value)
            assert f"{path} cannot be read: a newer version wrote this journal (format 2" in message
            assert "Install the newer version" in message and "holds no interview" not in message
        assert path.read_bytes() == raw and list(home.transcripts.iterdir()) == [path]

    async def test_a_copy_goes_by_its_own_name(self, home: Home, journal: Journal) -> None:
        journal.close()
        original = journal.path.read_bytes()
        copy = write(home, original, "my copy")
        opened = Journal.open(copy)
        assert (opened.id, opened.transcript.id) == ("my copy", "my copy")
        assert (await opened.append(asked(1))).id == "my copy"
        opened.close()
        assert copy.read_bytes() == original + whole(asked(1))
        assert journal.path.read_bytes() == original

    def test_what_is_no_file_is_explained(self, home: Home) -> None:
        home.transcripts.mkdir(parents=True)
        with pytest.raises(JournalNotFound):
            Journal.open(home.transcripts / "nothing.jsonl")
        (home.transcripts / "folder.jsonl").mkdir()
        with pytest.raises(JournalUnreadable, match="it is a folder"):
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
