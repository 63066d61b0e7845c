"""What is deleted can be had back, whole, and never takes the place of anything."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from interview_coach.errors import JournalError, JournalLocked, JournalNotFound, StorageError
from interview_coach.journal.locking import JournalLock
from interview_coach.journal.trash import bury, restore, trashed
from interview_coach.paths import Home
from tests.support.archives import Folder, interview
from tests.support.disks import failing

NAME = "20261118T080000Z-drill-aaa111"


@pytest.fixture
def journal(home: Home) -> Path:
    path = Folder(home).write(NAME, *interview(NAME))
    path.with_suffix(".draft.json").write_text("a draft")
    return path


def test_there_and_back_with_all_that_belongs_to_it(home: Home, journal: Path) -> None:
    content = journal.read_bytes()
    bury(home, journal)
    assert list(home.transcripts.iterdir()) == []
    (item,) = trashed(home)
    assert (item.id, item.listing.id, item.listing.problem) == (NAME, NAME, None)
    assert restore(home, NAME) == journal
    assert journal.read_bytes() == content
    assert journal.with_suffix(".draft.json").read_text() == "a draft"
    assert (trashed(home), list(home.trash.iterdir())) == ([], [])


def test_an_empty_or_missing_trash(home: Home) -> None:
    assert trashed(home) == []
    (home.trash / "empty").mkdir(parents=True)
    (home.trash / "a file").write_bytes(b"")
    assert trashed(home) == []
    with pytest.raises(JournalNotFound, match="nothing 'x'"):
        restore(home, "x")


def test_a_journal_that_cannot_be_read_is_listed_with_its_problem(home: Home, journal: Path) -> None:
    journal.write_bytes(b"rubbish")
    bury(home, journal)
    (item,) = trashed(home)
    assert "holds no interview" in (item.listing.problem or "")
    assert restore(home, "aaa111").read_bytes() == b"rubbish"


def test_two_of_one_name(home: Home, journal: Path) -> None:
    content = journal.read_bytes()
    bury(home, journal)
    journal.write_bytes(content + b"\n")
    bury(home, journal)
    assert {item.id for item in trashed(home)} == {NAME, f"{NAME}-2"}
    with pytest.raises(JournalNotFound, match="2 in the trash match"):
        restore(home, "2026")
    assert restore(home, f"{NAME}-2").read_bytes() == content + b"\n"
    with pytest.raises(JournalError, match="already"):
        restore(home, NAME)
    assert journal.read_bytes() == content + b"\n"
    assert [item.id for item in trashed(home)] == [NAME]


def test_an_interview_that_is_being_begun_is_left_alone(home: Home, journal: Path) -> None:
    bury(home, journal)
    lock = JournalLock(journal)
    with pytest.raises(JournalLocked):
        restore(home, NAME)
    lock.release()
    assert restore(home, NAME) == journal


def test_a_disk_that_fails(home: Home, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bury(home, journal)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", failing(errno.EIO))
        with pytest.raises(StorageError, match="Cannot move"):
            restore(home, NAME)
    assert restore(home, NAME).exists()


def test_what_came_in_between_is_not_overwritten(home: Home, journal: Path) -> None:
    bury(home, journal)
    journal.with_suffix(".draft.json").write_text("newer")
    restore(home, NAME)
    assert journal.with_suffix(".draft.json").read_text() == "newer"
    assert (home.trash / NAME / f"{NAME}.draft.json").read_text() == "a draft"
