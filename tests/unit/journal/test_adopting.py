from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.errors import JournalError, JournalLocked, StorageError
from interview_coach.journal.adopting import Adopted, Outcome, adopt, entries
from interview_coach.journal.locking import JournalLock
from interview_coach.journal.naming import SAFE_NAME, safe_name
from interview_coach.paths import Home
from tests.support.disks import ID, failing, files_at_most, whole, write
from tests.support.events import answered, asked, started

RAW = whole(started(), asked(1), answered(60))
OTHER = whole(started(), asked(2))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "there")


def test_a_new_one_is_added_and_nobody_else_can_read_it(home: Home) -> None:
    adopted = adopt(home, ID, RAW)
    assert adopted == Adopted(home.transcripts / f"{ID}.jsonl", Outcome.ADDED, 3)
    assert adopted.path.read_bytes() == RAW
    assert adopted.path.stat().st_mode & 0o777 == 0o600
    assert home.transcripts.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in home.transcripts.iterdir()] == [adopted.path.name]


def test_a_second_time_changes_nothing(home: Home) -> None:
    path = adopt(home, ID, RAW).path
    path.write_bytes(RAW.replace(b'","', b'", "'))  # the same in other words
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert adopt(home, ID, RAW).outcome is Outcome.ALREADY_HERE
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_what_went_on_elsewhere_is_brought_up_to_date_and_never_back(home: Home) -> None:
    beginning = whole(started(), asked(1))
    adopt(home, ID, beginning)
    adopted = adopt(home, ID, RAW)
    assert (adopted.outcome, adopted.lines, adopted.path.read_bytes()) == (Outcome.CONTINUED, 1, RAW)
    assert adopt(home, ID, beginning).outcome is Outcome.HERE_WITH_MORE
    assert adopted.path.read_bytes() == RAW


def test_another_interview_of_that_id_is_refused_or_kept_beside(home: Home) -> None:
    path = adopt(home, ID, RAW).path
    with pytest.raises(JournalError, match=rf"{ID} is not the one in {path}.*--keep-both"):
        adopt(home, ID, OTHER)
    beside = adopt(home, ID, OTHER, keep_both=True)
    assert beside.path.stem.startswith(f"{ID}-")
    assert adopt(home, ID, OTHER, keep_both=True) == Adopted(beside.path, Outcome.ALREADY_HERE, 0)
    assert (path.read_bytes(), beside.path.read_bytes()) == (RAW, OTHER)


def test_torn_words_that_are_here_are_not_replaced(home: Home) -> None:
    path = write(home, RAW + b"torn words")
    longer = RAW + b"torn words\n" + whole(asked(70))
    with pytest.raises(JournalError, match="is not the one"):
        adopt(home, ID, longer)
    assert path.read_bytes() == RAW + b"torn words"


def test_one_that_is_open_is_left_alone(home: Home) -> None:
    path = adopt(home, ID, whole(started())).path
    lock = JournalLock(path)
    with pytest.raises(JournalLocked):
        adopt(home, ID, RAW)
    lock.release()
    assert path.read_bytes() == whole(started())


def test_a_full_disk_leaves_nothing_half_written(home: Home) -> None:
    path = adopt(home, ID, whole(started())).path
    with files_at_most(40), pytest.raises(StorageError, match=f"Could not save to {path}.*Nothing was changed"):
        adopt(home, ID, RAW)
    assert path.read_bytes() == whole(started())
    assert [p.name for p in home.transcripts.iterdir()] == [path.name]


def test_a_read_only_disk_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EROFS))
    with pytest.raises(StorageError, match="read-only"):
        adopt(home, ID, RAW)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", ".hidden", "", "  ", "mein Gespräch", "x" * 400, "\x00"])
def test_no_name_leads_out_of_the_folder(home: Home, name: str) -> None:
    path = adopt(home, name, RAW).path
    assert path.parent == home.transcripts
    assert SAFE_NAME.fullmatch(path.stem)
    assert adopt(home, name, RAW).outcome is Outcome.ALREADY_HERE


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_name_becomes_one_that_does_for_a_file(wanted: str) -> None:
    name = safe_name(wanted)
    assert SAFE_NAME.fullmatch(name)
    assert safe_name(name) == name


@given(st.lists(st.binary(max_size=20).filter(lambda b: b"\n" not in b), max_size=5))
def test_lines_that_are_no_objects_are_text(lines: list[bytes]) -> None:
    found = entries(b"\n".join(lines))
    assert len(found) == sum(bool(line.strip()) for line in lines)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_however_often_and_in_whatever_order_the_longest_stays(lengths: list[int]) -> None:
    events = [started(), asked(1), answered(60), asked(70), answered(80)]
    with TemporaryDirectory() as folder:
        for number, length in enumerate(lengths):
            adopted = adopt(Home(Path(folder)), ID, whole(*events[:length]))
            before = max(lengths[:number], default=0)
            assert adopted.lines == max(0, length - before)
            assert adopted.path.read_bytes() == whole(*events[: max(before, length)])
