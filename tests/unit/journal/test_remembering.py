"""Lists are asked for again and again, and most journals never change any more."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview_coach.domain.events import Event, GradingFinished, GradingStarted, InterviewEnded, SelfAssessed
from interview_coach.domain.vocabulary import EndReason
from interview_coach.journal import cache as cache_module
from interview_coach.journal import reading as reading_module
from interview_coach.journal import store as store_module
from interview_coach.journal.cache import FileCache
from interview_coach.journal.reading import ReadJournal, read_bytes, read_journal, stamp_of
from interview_coach.journal.store import FEW, JournalStore
from interview_coach.paths import Home
from tests.support.disks import failing, whole, write
from tests.support.events import OFFLINE_GRADER, answered, asked, at, started

ENDED = InterviewEnded(at=at(500), reason=EndReason.COMPLETED)

ASSESSED = (
    SelfAssessed(at=at(501), exchange=0, level=3),
    GradingStarted(at=at(501), exchange=0, run="r", grader=OFFLINE_GRADER, rubric_hash="x"),
    GradingFinished(at=at(501), exchange=0, run="r"),
)


class Reads:
    """Notes which journals the store reads, and which of them it parses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.raw: list[str] = []
        self.parsed: list[str] = []
        monkeypatch.setattr(store_module, "read_bytes", self._read_bytes)
        monkeypatch.setattr(store_module, "read_journal", self._read_journal)

    def _read_bytes(self, path: Path) -> bytes:
        self.raw.append(path.stem)
        return read_bytes(path)

    def _read_journal(self, path: Path) -> ReadJournal:
        self.parsed.append(path.stem)
        return read_journal(path)

    def during(self, work: Callable[[], object]) -> tuple[list[str], list[str]]:
        """Return what is read, and what is parsed, in the course of ``work``."""
        self.raw.clear()
        self.parsed.clear()
        work()
        return list(self.raw), list(self.parsed)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


def put(home: Home, name: str, *events: Event) -> Path:
    return write(home, whole(started(name=name), *events), name)


class TestLists:
    def test_what_has_ended_is_never_parsed_to_find_what_has_not(self, home: Home, reads: Reads) -> None:
        for n in range(9):
            put(home, f"2026111{n}T080000Z-mock-x", asked(1), *([] if n == 4 else [ENDED]))
        store = JournalStore(home)
        _, parsed = reads.during(lambda: store.list(unfinished=True))
        assert parsed == ["20261114T080000Z-mock-x"]

    def test_nothing_is_read_twice_until_it_changes(self, home: Home, reads: Reads) -> None:
        put(home, "a", asked(1), ENDED)
        path = put(home, "b", asked(1))
        (home.transcripts / "broken.jsonl").write_bytes(b"rubbish")
        store = JournalStore(home)
        for unfinished in (False, True):
            first = store.list(unfinished=unfinished)
            assert reads.during(lambda: store.list(unfinished=unfinished)) == ([], [])  # noqa: B023
            assert store.list(unfinished=unfinished) == first
        path.write_bytes(path.read_bytes() + whole(answered(2)))
        assert reads.during(store.list) == ([], ["b"])
        assert [item.answered for item in store.list(unfinished=True)] == [1]
        path.write_bytes(path.read_bytes() + whole(ENDED, *ASSESSED))
        assert store.list(unfinished=True) == []

    def test_another_file_of_the_same_name_size_and_time_is_another(self, home: Home) -> None:
        path, other = put(home, "a", asked(1)), put(home, "other", asked(1), answered(2))
        other.write_bytes(other.read_bytes())
        path.write_bytes(path.read_bytes() + b" " * (other.stat().st_size - path.stat().st_size))
        times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
        store = JournalStore(home)
        assert [item.answered for item in store.list()] == [1, 0]
        os.utime(other, ns=times)
        other.replace(path)
        assert [item.answered for item in store.list()] == [1]

    def test_a_passing_failure_is_not_remembered(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        put(home, "a", asked(1))
        store = JournalStore(home)
        with monkeypatch.context() as patch:
            patch.setattr(reading_module, "read_regular", failing(errno.EIO))
            assert "Cannot read" in (store.list()[0].problem or "")
            assert store.list(unfinished=True) == []
        assert store.list()[0].problem is None
        assert len(store.list(unfinished=True)) == 1

    def test_a_torn_end_is_not_the_end(self, home: Home) -> None:
        path = put(home, "a", asked(1), ENDED)
        path.write_bytes(path.read_bytes()[:-4])
        assert [item.id for item in JournalStore(home).list(unfinished=True)] == ["a"]


class TestCache:
    def test_it_holds_so_many_and_forgets_the_oldest_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cache_module, "KEPT", 3)
        made: list[str] = []

        def make(path: Path) -> str:
            made.append(path.name)
            return path.read_text()

        cache = FileCache[str]()
        paths = [tmp_path / str(n) for n in range(6)]
        for path in paths:
            path.write_text(path.name)
        for _ in range(3):
            assert [cache.get(p, make) for p in reversed(paths)] == ["5", "4", "3", "2", "1", "0"]
        assert [made.count(str(n)) for n in range(6)] == [3, 3, 3, 1, 1, 1]
        newest = tmp_path / "6"
        newest.write_text("6")
        for path in (newest, *reversed(paths)):
            cache.get(path, make)
        made.clear()
        assert [cache.get(p, make) for p in (newest, *reversed(paths))] == ["6", "5", "4", "3", "2", "1", "0"]
        assert made == ["3", "2", "1", "0"]

    def test_what_fails_is_tried_again(self, tmp_path: Path) -> None:
        cache, path = FileCache[bytes](), tmp_path / "a"
        for _ in range(2):
            with pytest.raises(FileNotFoundError):
                cache.get(path, Path.read_bytes)
        path.write_bytes(b"x")
        assert cache.get(path, Path.read_bytes) == b"x"

    def test_what_changes_while_it_is_read_is_read_again(self, tmp_path: Path) -> None:
        cache, path = FileCache[bytes](), tmp_path / "a"
        path.write_bytes(b"old")

        def grows(path: Path) -> bytes:
            content = path.read_bytes()
            path.write_bytes(b"newer")
            return content

        assert cache.get(path, grows) == b"old"
        assert cache.get(path, Path.read_bytes) == b"newer"

    def test_many_threads_at_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache_module, "KEPT", 5)
        cache, paths = FileCache[str](), [tmp_path / str(n) for n in range(20)]
        for path in paths:
            path.write_text(path.name)

        def look(start: int) -> bool:
            turned = paths[start:] + paths[:start]
            return all(cache.get(p, Path.read_text) == p.name for _ in range(10) for p in turned)

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(look, range(8)))


class TestWhatIsKnownFromElsewhere:
    def test_many_finished_journals_are_not_even_read(self, home: Home, reads: Reads) -> None:
        paths = [put(home, f"202611{n:02}T080000Z-drill-x", asked(1), ENDED) for n in range(30)]
        left = put(home, "20261100T070000Z-drill-y", asked(1))
        told = {path.name: stamp_of(path.stat()) for path in paths}
        store = JournalStore(home, finished=lambda: told)
        raw, _ = reads.during(lambda: store.list(unfinished=True))
        assert len(raw) == FEW + 1
        assert [item.id for item in store.list(unfinished=True)] == [left.stem]

    def test_what_is_told_counts_only_of_files_that_did_not_change(self, home: Home) -> None:
        paths = [put(home, f"202611{n:02}T080000Z-drill-x", asked(1), ENDED) for n in range(30)]
        told = {path.name: stamp_of(path.stat()) for path in paths}
        paths[0].write_bytes(whole(started(name=paths[0].stem), asked(1), answered(2)))
        paths[1].unlink()
        store = JournalStore(home, finished=lambda: told)
        assert [item.id for item in store.list(unfinished=True)] == [paths[0].stem]
