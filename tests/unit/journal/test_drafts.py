from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from interview_coach.domain.replay import replay
from interview_coach.journal import drafts
from interview_coach.journal.drafts import Draft, DraftStore
from tests.support.disks import failing
from tests.support.events import answered, asked, started
from tests.support.strategies import hostile_text


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return DraftStore(tmp_path / "interview.jsonl")


def draft(text: str, exchange: int = 0) -> Draft:
    return Draft(exchange=exchange, text=text, seconds=1.5)


def flush_in_time(store: DraftStore) -> None:
    """Flush, and fail where that would take for ever."""
    flushing = threading.Thread(target=store.flush, daemon=True)
    flushing.start()
    flushing.join(20)
    assert not flushing.is_alive()


class Disk:
    """Takes the place of writing files: holds every write until it is let go, and counts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_write = threading.Event()
        self.writing = threading.Event()
        self.written: list[str] = []
        monkeypatch.setattr(drafts, "write_private", self.write)

    def write(self, path: Path, data: bytes) -> None:
        self.writing.set()
        assert self.may_write.wait(20)
        self.written.append(Draft.model_validate_json(data).text)


def test_what_was_saved_last_is_loaded(store: DraftStore) -> None:
    assert store.load() is None
    for n in range(100):
        store.save(draft(f"word {n}"))
    store.flush()
    assert store.load() == draft("word 99")
    assert DraftStore(store.path.with_name("interview.jsonl")).load() == draft("word 99")
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert [p.name for p in store.path.parent.iterdir()] == ["interview.draft.json"]


def test_saving_does_not_wait_for_the_disk_and_writes_only_the_latest(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    store.save(draft("first"))
    assert disk.writing.wait(20)
    for n in range(1000):
        store.save(draft(str(n)))
    assert disk.written == []
    disk.may_write.set()
    store.flush()
    assert disk.written == ["first", "999"]


def test_a_cleared_draft_is_gone_and_stays_gone(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(draft("sent"))
    store.flush()
    disk = Disk(monkeypatch)
    store.save(draft("also sent"))
    store.clear()
    disk.may_write.set()
    store.flush()
    assert store.load() is None and not store.path.exists()
    store.clear()
    store.flush()
    assert store.problem is None


def test_a_save_after_clear_stands(store: DraftStore) -> None:
    store.save(draft("sent"))
    store.clear()
    store.save(draft("next", exchange=1))
    assert store.load() == draft("next", exchange=1)


def test_many_threads_never_leave_the_latest_unwritten(store: DraftStore) -> None:
    """The writer must not fall asleep between looking and going idle."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for n in range(300):
            store.save(draft(str(n)))
            if n % 3 == 0:
                time.sleep(0)
            if n % 50 == 0:
                store.flush()
                assert store.load() == draft(str(n))
    finally:
        sys.setswitchinterval(interval)
    assert store.load() == draft("299")


def test_a_full_disk_is_told_and_gets_over(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(draft("old"))
    store.flush()

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_private", full)
        store.save(draft("new"))
        store.flush()
    assert store.problem is not None
    assert "no space left" in store.problem and str(store.path) in store.problem
    assert store.load() == draft("old")
    assert "no space left" in store.problem
    store.save(draft("newer"))
    store.flush()
    assert store.problem is None and store.load() == draft("newer")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\x00\xff",
        b"[]",
        b'{"exchange":0}',
        b'{"exchange":-1,"text":"x"}',
        b"[" * 100_000,
        b'{"text":"\\ud800"}',
    ],
)
def test_a_broken_file_is_kept_aside(store: DraftStore, raw: bytes) -> None:
    for name in ("interview.draft.json.broken", "interview.draft.json.broken-2"):
        store.path.write_bytes(raw)
        assert store.load() is None
        assert not store.path.exists()
        assert store.path.with_name(name).read_bytes() == raw
    store.save(draft("works again"))
    assert store.load() == draft("works again")


def test_a_folder_in_its_place_is_moved_aside(store: DraftStore) -> None:
    store.path.mkdir()
    assert store.load() is None
    store.save(draft("works"))
    assert store.load() == draft("works")


@pytest.mark.parametrize("loads", [True, False])
@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_pipe_or_a_device_in_its_place_is_moved_aside_and_not_waited_for(
    store: DraftStore, put: Callable[[Path], None], loads: bool
) -> None:
    put(store.path)
    if loads:
        assert store.load() is None
    store.save(draft("works"))
    flush_in_time(store)
    assert store.load() == draft("works")


def test_half_a_character_is_kept_as_the_sign_for_it(store: DraftStore) -> None:
    store.save(draft("a lone \ud83d half"))
    flush_in_time(store)
    assert store.problem is None
    assert store.load() == draft("a lone \N{REPLACEMENT CHARACTER} half")


@pytest.mark.parametrize("error", [ValueError("text\x1b[2J"), MemoryError(), RuntimeError("two\nlines")])
def test_whatever_goes_wrong_is_told_and_nobody_waits_for_ever(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(path: Path, data: bytes) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_private", fail)
        store.save(draft("x"))
        flush_in_time(store)
    assert store.problem is not None and str(store.path) in store.problem and type(error).__name__ in store.problem
    assert store.problem.isprintable()
    store.save(draft("y"))
    assert store.load() == draft("y") and store.problem is None


def test_a_thread_that_cannot_start_holds_nobody_up(store: DraftStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(store._writer, "submit", refuse)
        with pytest.raises(RuntimeError):
            store.save(draft("x"))
    flush_in_time(store)
    store.save(draft("y"))
    assert store.load() == draft("y")


def unreadable(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(drafts, "read_regular", failing(number))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_a_passing_failure_to_read_leaves_the_draft(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.save(draft("precious"))
    store.flush()
    with monkeypatch.context() as patch:
        unreadable(patch, number)
        assert store.load() is None
    assert store.problem is not None and str(store.path) in store.problem
    assert [p.name for p in store.path.parent.iterdir()] == [store.path.name]
    assert store.load() == draft("precious") and store.problem is None


@pytest.mark.parametrize("loads", [True, False])
@pytest.mark.parametrize("clears", [True, False])
def test_a_draft_that_could_not_be_read_is_never_written_over(
    store: DraftStore, monkeypatch: pytest.MonkeyPatch, loads: bool, clears: bool
) -> None:
    store.save(draft("precious"))
    store.flush()
    kept = store.path.read_bytes()
    later = DraftStore(store.path.with_name("interview.jsonl"))
    with monkeypatch.context() as patch:
        unreadable(patch, errno.EACCES)
        if loads:
            later.load()
        if clears:
            later.clear()
        else:
            later.save(draft("new"))
        later.flush()
        later.save(draft("newer"))
        later.flush()
    assert later.load() == draft("newer") and later.problem is None
    asides = [p for p in store.path.parent.iterdir() if p != store.path]
    assert [p.read_bytes() for p in asides] == [kept]


def test_a_megabyte_is_kept(store: DraftStore) -> None:
    big = draft("\x1b[31mé\n" * 150_000)
    store.save(big)
    assert store.load() == big


@settings(max_examples=40)
@given(hostile_text)
def test_hostile_text_is_kept_to_the_letter(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    store = DraftStore(tmp_path_factory.mktemp("drafts") / "i.jsonl")
    store.save(draft(text))
    assert store.load() == draft(text)


def test_a_removed_folder_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    store = DraftStore(tmp_path / "gone" / "interview.jsonl")
    store.save(draft("x"))
    store.flush()
    assert store.problem is not None
    assert store.load() is None


def test_a_draft_that_was_sent_is_recognised() -> None:
    transcript = replay([started(2), asked(1), answered(2, text="  I would ask.\n")])
    assert draft("I would ask. ").sent_in(transcript)
    assert not draft("I would ask more.").sent_in(transcript)
    assert not draft("I would ask.", exchange=1).sent_in(transcript)
