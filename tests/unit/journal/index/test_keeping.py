"""Whatever becomes of the index's file, there is an index, and the user is told."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from interview_coach.errors import StorageError
from interview_coach.journal import reading as reading_module
from interview_coach.journal.index import database
from interview_coach.journal.index import sqlite as sqlite_module
from interview_coach.journal.index.base import Index
from interview_coach.journal.index.keeping import IndexKeeper
from interview_coach.journal.index.memory import MemoryIndex
from interview_coach.journal.index.syncing import BATCH, Changes, refresh, sync
from interview_coach.paths import Home
from tests.support.archives import Folder, interview
from tests.support.disks import failing

NAMES = [f"2026111{n}T080000Z-drill-{n}" for n in range(5)]


@pytest.fixture
def folder(home: Home) -> Folder:
    folder = Folder(home)
    for days, name in enumerate(reversed(NAMES)):
        folder.write(name, *interview(name, days=days))
    return folder


@pytest.fixture
def keeper(folder: Folder) -> IndexKeeper:
    return IndexKeeper(folder.home)


def synced(keeper: IndexKeeper, folder: Folder) -> Changes:
    return keeper.do(lambda index: sync(index, folder.home.transcripts))


def listed(keeper: IndexKeeper) -> list[str]:
    return [item.id for item in keeper.do(lambda index: index.page(limit=100))]


NEWEST_FIRST = list(reversed(NAMES))


class TestTheFile:
    def test_it_is_private(self, keeper: IndexKeeper, folder: Folder) -> None:
        synced(keeper, folder)
        path = folder.home.index_file
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700

    def test_nothing_is_read_twice_until_it_changes(self, keeper: IndexKeeper, folder: Folder) -> None:
        assert synced(keeper, folder) == Changes(5, 0, 0)
        assert not synced(keeper, folder)
        folder.write(NAMES[0], *interview(NAMES[0], "Something else."))
        assert synced(IndexKeeper(folder.home), folder) == Changes(1, 0, 0)

    def test_what_another_process_changed_and_indexed_tells_by_the_journals(
        self, keeper: IndexKeeper, folder: Folder
    ) -> None:
        before = synced(keeper, folder)
        assert synced(keeper, folder).journals == before.journals
        (folder.home.transcripts / f"{NAMES[0]}.jsonl").unlink()
        assert synced(IndexKeeper(folder.home), folder).removed == 1
        after = synced(keeper, folder)
        assert not after and after.journals != before.journals

    def test_what_was_just_written_is_looked_at_again(self, keeper: IndexKeeper, folder: Folder) -> None:
        path = folder.write(NAMES[0], *interview(NAMES[0], "First."))
        os.utime(path)
        assert synced(keeper, folder).indexed == 5
        assert synced(keeper, folder).indexed == 1

    def test_deleted_meanwhile_it_is_made_again(self, keeper: IndexKeeper, folder: Folder) -> None:
        synced(keeper, folder)
        folder.home.index_file.unlink()
        assert listed(keeper) == []
        assert synced(keeper, folder).indexed == 5
        assert (listed(keeper), keeper.notice) == (NEWEST_FIRST, "")

    @pytest.mark.parametrize(
        ("spoil", "told"),
        [
            (lambda path: path.write_bytes(b"rubbish" * 999), "damaged"),
            (lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 99"), "another version"),
            (lambda path: sqlite3.connect(path).execute("PRAGMA application_id = 5"), "something else"),
            (lambda path: sqlite3.connect(path).execute("DROP TABLE journal"), "damaged"),
            (lambda path: path.write_bytes(path.read_bytes()[:9000]), "damaged"),
        ],
    )
    def test_what_is_no_index_of_ours_is_replaced_and_that_is_said(
        self, keeper: IndexKeeper, folder: Folder, spoil: object, told: str
    ) -> None:
        synced(keeper, folder)
        assert callable(spoil)
        spoil(folder.home.index_file)
        assert listed(keeper) == NEWEST_FIRST
        assert told in keeper.notice
        assert "Nothing of the transcripts is lost" in keeper.notice
        fresh = IndexKeeper(folder.home)
        assert (listed(fresh), fresh.notice) == (NEWEST_FIRST, "")

    @pytest.mark.parametrize("memory", [False, True])
    def test_making_it_anew_tells_how_far_it_is_and_can_be_stopped(
        self, keeper: IndexKeeper, folder: Folder, *, memory: bool
    ) -> None:
        file, told = folder.home.index_file, list[tuple[int, int]]()
        if memory:
            file.parent.write_bytes(b"a file where the folder should be")
        else:
            file.parent.mkdir()
            file.write_bytes(b"rubbish" * 999)
        changes = keeper.fill(
            lambda index: sync(
                index,
                folder.home.transcripts,
                progress=lambda done, of: told.append((done, of)),
                cancelled=iter([False, False, True]).__next__,
            )
        )
        assert (changes.indexed, changes.left, told) == (2, 3, [(2, 5)])
        assert listed(keeper) == NEWEST_FIRST[:2]
        assert keeper.notice


class TestWithoutAFile:
    def test_where_none_can_be_made_memory_serves(self, keeper: IndexKeeper, folder: Folder) -> None:
        folder.home.index_file.parent.write_bytes(b"a file where the folder should be")
        assert listed(keeper) == NEWEST_FIRST
        assert "in memory" in keeper.notice and ".." not in keeper.notice
        folder.write("another", *interview("another", days=30))
        assert synced(keeper, folder).indexed == 1
        assert listed(keeper) == [*NEWEST_FIRST, "another"]

    def test_a_disk_that_is_full(self, keeper: IndexKeeper, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
        def nothing_more(db: sqlite3.Connection, names: object) -> None:
            db.execute("PRAGMA max_page_count = 1").fetchall()

        monkeypatch.setattr(sqlite_module, "_remove", nothing_more)
        synced(keeper, folder)
        assert listed(keeper) == NEWEST_FIRST
        assert "full" in keeper.notice

    def test_a_python_without_sqlite(
        self, keeper: IndexKeeper, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "interview_coach.journal.index.sqlite", None)
        assert listed(keeper) == NEWEST_FIRST
        assert "lacks SQLite" in keeper.notice

    def test_a_sqlite_without_full_text_search(
        self, keeper: IndexKeeper, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(database, "_SCHEMA", database._SCHEMA.replace("fts5 (", "fts99 ("))
        assert listed(keeper) == NEWEST_FIRST
        assert "fts99" in keeper.notice


class TestSynchronising:
    def test_cancelled_what_is_done_stays_and_the_newest_come_first(self, keeper: IndexKeeper, folder: Folder) -> None:
        asked = iter([False, False, True])
        changes = keeper.fill(lambda index: sync(index, folder.home.transcripts, cancelled=lambda: next(asked)))
        assert changes == Changes(2, 0, 3)
        assert listed(keeper) == NEWEST_FIRST[:2]
        assert synced(keeper, folder) == Changes(3, 0, 0)

    def test_broken_off_with_an_error_what_is_done_stays(self, keeper: IndexKeeper, folder: Folder) -> None:
        def interrupted(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            keeper.do(lambda index: sync(index, folder.home.transcripts, progress=interrupted))
        assert listed(keeper) == NEWEST_FIRST

    def test_progress(self, home: Home) -> None:
        folder = Folder(home)
        events = interview("x")
        for number in range(BATCH + 1):
            folder.write(f"n-{number}", *events[:2])
        told: list[tuple[int, int]] = []
        sync(MemoryIndex(), home.transcripts, progress=lambda done, total: told.append((done, total)))
        assert told == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]

    def test_a_folder_that_cannot_be_read_leaves_the_index(self, keeper: IndexKeeper, folder: Folder) -> None:
        synced(keeper, folder)
        folder.home.transcripts.rename(folder.home.root / "away")
        folder.home.transcripts.write_bytes(b"")
        with pytest.raises(StorageError, match="Cannot read the folder"):
            synced(keeper, folder)
        assert listed(keeper) == NEWEST_FIRST

    def test_no_folder_is_no_interviews(self, home: Home) -> None:
        keeper = IndexKeeper(home)
        assert keeper.do(lambda index: sync(index, home.transcripts)) == Changes(0, 0, 0)

    def test_what_cannot_be_read_now_is_tried_again(
        self, keeper: IndexKeeper, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(reading_module, "read_regular", failing(errno.EIO))
            assert synced(keeper, folder).indexed == 5
        problems = [item.problem or "" for item in keeper.do(lambda index: index.page(limit=9))]
        assert all("Cannot read" in problem for problem in problems)
        assert synced(keeper, folder).indexed == 5
        assert keeper.do(lambda index: index.attempts())


class TestTwoAtOnce:
    def test_a_writer_that_does_not_end_is_told_of_and_readers_go_on(
        self, keeper: IndexKeeper, folder: Folder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        synced(keeper, folder)
        monkeypatch.setattr(database, "PATIENCE", 0.05)
        other = sqlite3.connect(folder.home.index_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        folder.write(NAMES[0], *interview(NAMES[0], "Something else."))
        with pytest.raises(StorageError, match="Another window"):
            synced(keeper, folder)
        keeper.attempt(lambda index: refresh(index, folder.home.transcripts / f"{NAMES[0]}.jsonl"))
        assert listed(keeper) == NEWEST_FIRST
        other.execute("ROLLBACK")
        other.close()
        assert synced(keeper, folder).indexed == 1

    def test_many_threads(self, folder: Folder) -> None:
        failures: list[BaseException] = []

        def work() -> None:
            try:
                keeper = IndexKeeper(folder.home)
                for _ in range(3):
                    synced(keeper, folder)
                    keeper.do(lambda index: index.search("notes", limit=5))
                    keeper.attempt(lambda index: refresh(index, folder.home.transcripts / f"{NAMES[1]}.jsonl"))
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert listed(IndexKeeper(folder.home)) == NEWEST_FIRST

    def test_a_process_that_is_killed_while_it_writes(self, keeper: IndexKeeper, folder: Folder) -> None:
        code = """
import os, sys
from pathlib import Path
from interview_coach.journal.index import sqlite
from interview_coach.journal.index.syncing import sync
from interview_coach.paths import Home
home = Home(Path(sys.argv[1]))
def die(*_): os._exit(9)
index = sqlite.SqliteIndex(home.index_file, home.transcripts)
sqlite._passage_rows = die
sync(index, home.transcripts)
"""
        done = subprocess.run([sys.executable, "-c", code, str(folder.home.root)], check=False)
        assert done.returncode == 9
        assert listed(keeper) == []
        assert synced(keeper, folder).indexed == 5
        assert (listed(keeper), keeper.notice) == (NEWEST_FIRST, "")


def test_both_kinds_do_the_same(folder: Folder) -> None:
    kept: Index = sqlite_module.SqliteIndex(folder.home.index_file, folder.home.transcripts)
    memory: Index = MemoryIndex()
    for index in (kept, memory):
        sync(index, folder.home.transcripts)
        index.remove([f"{NAMES[0]}.jsonl", "never there.jsonl"])
    names = [f"{name}.jsonl" for name in NAMES]
    assert kept.listings(names) == memory.listings(names)
    assert kept.stamps() == memory.stamps()
    assert kept.finished() == memory.finished() == kept.stamps()
    assert len(kept.stamps()) == 4
