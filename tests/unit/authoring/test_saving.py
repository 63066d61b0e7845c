"""Saving an edited file: only what is sound, over nobody else's edit, in the user's own folder alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview_coach.authoring.owning import is_own
from interview_coach.authoring.saving import (
    ChangedMeanwhile,
    Unsound,
    delete,
    keep_beside,
    made_worse,
    read_whole,
    save,
)
from interview_coach.errors import ContentError, StorageError
from interview_coach.library import sources
from interview_coach.library.loading import check_text
from interview_coach.library.problems import Problem
from interview_coach.library.sources import SHIPPED
from interview_coach.paths import Home, shipped_banks, shipped_rubrics
from tests.support.banks import MINE, a_home, small_shipped

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with small_shipped(tmp_path):
        yield a_home(tmp_path)


def _save(home: Home, new: str, opened: str = MINE, path: Path | None = None) -> None:
    def check(file: Path, content: bytes) -> list[Problem]:
        return check_text(file, content, home)

    save(path or _mine(home), new.encode(), opened=opened.encode(), home=home, check=check)


def _mine(home: Home) -> Path:
    return home.question_banks / "mine.yaml"


def test_a_sound_version_takes_the_place_of_the_old_one_with_its_permissions(home: Home) -> None:
    _mine(home).chmod(0o640)
    _save(home, MINE.replace("Measure", "Count"))
    assert _mine(home).read_text() == MINE.replace("Measure", "Count")
    assert _mine(home).stat().st_mode & 0o777 == 0o640
    assert [p.name for p in home.question_banks.iterdir()] == ["mine.yaml"]


def test_a_version_with_new_errors_is_refused_and_says_each(home: Home) -> None:
    with pytest.raises(Unsound, match="did you mean `rubric`") as refused:
        _save(home, MINE.replace("rubric:", "rubrik:").replace("title: Measure", "minutes: 99"))
    assert len(refused.value.problems) == 2 and _mine(home).read_text() == MINE


def test_a_file_that_had_errors_may_keep_them_and_lose_some(home: Home) -> None:
    worse = MINE.replace("title: Measure", "minutes: 99").replace("hints:", "hintz:")
    _mine(home).write_text(worse)
    better = worse.replace("hintz", "hints")
    _save(home, better, opened=worse)
    assert _mine(home).read_text() == better
    with pytest.raises(Unsound):
        _save(home, worse, opened=better)


def test_the_same_error_twice_is_worse_than_once(home: Home) -> None:
    one = [Problem(_mine(home), 3, 1, "a", "is wrong")]
    moved = [Problem(_mine(home), 9, 1, "b", "is wrong"), Problem(_mine(home), 2, 1, "", "better", severity="advice")]
    assert made_worse(one, moved) == [] and made_worse(one, [*one, *moved]) == [moved[0]]


@pytest.mark.parametrize("theirs", ["title: Theirs\n", None])
def test_what_another_program_did_meanwhile_is_not_written_over(home: Home, theirs: str | None) -> None:
    if theirs is None:
        _mine(home).unlink()
    else:
        _mine(home).write_text(theirs)
    with pytest.raises(ChangedMeanwhile, match="another program") as refused:
        _save(home, MINE.replace("Measure", "Count"))
    assert refused.value.theirs == (theirs.encode() if theirs else None)
    assert _mine(home).exists() is (theirs is not None)


def test_what_came_with_the_program_is_neither_saved_nor_deleted(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "shipped" / "question_banks" / "support-bots.yaml"
    text = path.read_text()
    with pytest.raises(ContentError, match="Duplicate it"):
        _save(home, text + "\n", opened=text, path=path)
    with pytest.raises(ContentError, match="not deleted"):
        delete(path, home, datetime(2026, 1, 1, tzinfo=UTC))
    assert path.read_text() == text


def test_a_link_within_the_folder_stays_a_link(home: Home) -> None:
    link = home.question_banks / "link.yaml"
    _mine(home).rename(home.question_banks / "real.txt")
    link.symlink_to("real.txt")
    _save(home, MINE.replace("Measure", "Count"), path=link)
    assert link.is_symlink() and "Count" in (home.question_banks / "real.txt").read_text()


def test_a_full_disk_leaves_the_old_version(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes, *, durable: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("interview_coach.authoring.saving.write_private", full)
    with pytest.raises(StorageError, match="no space left on device"):
        _save(home, MINE.replace("Measure", "Count"))
    assert _mine(home).read_text() == MINE


def test_drafts_have_names_of_their_own_and_are_no_banks(home: Home) -> None:
    drafts = [keep_beside(_mine(home), content) for content in (b"one", b"two \xff")]
    assert [path.read_bytes() for path in drafts] == [b"one", b"two \xff"]
    assert all(path.suffix != ".yaml" and path.stat().st_mode & 0o777 == 0o600 for path in drafts)
    with pytest.raises(StorageError, match="Cannot write"):
        keep_beside(home.root / "nowhere" / "x.yaml", b"")


def test_two_files_of_one_name_deleted_in_one_second_both_lie_in_the_trash(home: Home) -> None:
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    first = delete(_mine(home), home, when)
    _mine(home).write_text("other")
    second = delete(_mine(home), home, when)
    assert first.read_text() == MINE and second.read_text() == "other"
    assert first.parent.name == "20260102T030405-mine" and home.trash in second.parents


def test_a_file_that_is_not_there_cannot_be_read(home: Home) -> None:
    with pytest.raises(ContentError, match="no such file"):
        read_whole(home.question_banks / "none.yaml")


def test_in_a_checkout_own_files_lie_beside_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    monkeypatch.setattr(sources, "shipped_banks", lambda: home.question_banks)
    monkeypatch.setattr(sources, "shipped_rubrics", lambda: home.rubrics)
    monkeypatch.setattr(sources, "PROJECT", home.root)
    assert is_own(home.question_banks / "mine.yaml", home) and is_own(home.rubrics / "mine.yml", home)
    assert not is_own(home.question_banks / "ethics.yaml", home)
    assert not is_own(tmp_path / "elsewhere" / "mine.yaml", home)


def test_the_names_of_what_is_shipped_are_those_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "question_banks", "rubrics"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    ).stdout.split()
    files = listed or [str(p) for folder in (shipped_banks(), shipped_rubrics()) for p in folder.iterdir()]
    assert {Path(name).stem for name in files} == SHIPPED
