from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from interview_coach.library import FileCache, Library, check_text, load_library, reading, remembering
from interview_coach.library.document import Document
from interview_coach.paths import Home
from tests.unit.library.samples import FULL_BANK, RUBRIC_TEXT, SMALLEST_BANK, bank_named, told, write

LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the names of the files that are read."""
    names: list[str] = []
    real = reading.read_bytes

    def noting(path: Path) -> bytes | str:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(remembering, "read_bytes", noting)
    return names


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the names of the files that are made out."""
    names: list[str] = []
    real = Document.of

    def noting(path: Path, raw: bytes | str) -> Document:
        names.append(path.name)
        return real(path, raw)

    monkeypatch.setattr(Document, "of", noting)
    return names


def aged(path: Path, text: str | bytes, *, seconds: int = 0) -> Path:
    """Write a file as if that had been long ago, as far as the program can tell."""
    write(path, text)
    os.utime(path, ns=(0, LONG_AGO + seconds * 10**9))
    return path


class Shelf:
    """A library in a data folder that is loaded again and again; time stands still, long after every change."""

    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.cache = FileCache()
        monkeypatch.setattr(time, "time_ns", lambda: 4 * LONG_AGO)

    def load(self) -> Library:
        return load_library(self.home, cache=self.cache)


@pytest.fixture
def shelf(shipped: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    return Shelf(home, monkeypatch)


def test_nothing_is_read_twice_and_the_library_is_the_same_where_nothing_changed(shelf: Shelf, read: list[str]) -> None:
    aged(shelf.home.question_banks / "mine.yaml", bank_named("mine"))
    aged(shelf.home.question_banks / "broken.yaml", "title: 1\n")
    first = shelf.load()
    assert len(read) == 4
    assert shelf.load() is first
    assert len(read) == 5, "a bank whose rubric is not known is looked at again: the rubric may have come"


def test_only_what_changed_is_read_again(shelf: Shelf, read: list[str]) -> None:
    mine = aged(shelf.home.question_banks / "mine.yaml", bank_named("mine"))
    first = shelf.load()
    read.clear()
    aged(mine, bank_named("mine", "Changed?"), seconds=5)
    second = shelf.load()
    assert read == ["mine.yaml"]
    assert second.bank("mine").questions[0].ask == "Changed?"
    assert first.bank("mine").questions[0].ask == "What now?"
    assert second.bank("support-bots") is first.bank("support-bots")


def test_a_change_of_the_same_size_at_the_same_time_is_seen_while_the_file_is_new(
    shipped: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = aged(home.question_banks / "mine.yaml", bank_named("mine", "One?"))
    cache = FileCache()
    monkeypatch.setattr(remembering, "_signature", lambda path: (LONG_AGO, LONG_AGO, 70, 1, 1, 1))
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO + 10**9)
    load_library(home, cache=cache)
    write(mine, bank_named("mine", "Two?"))
    assert load_library(home, cache=cache).bank("mine").questions[0].ask == "Two?"
    monkeypatch.setattr(time, "time_ns", lambda: LONG_AGO + 3 * 10**9)
    kept = load_library(home, cache=cache)
    assert load_library(home, cache=cache) is kept


def test_a_new_file_is_read_again_but_not_made_out_again(shipped: Path, home: Home, parsed: list[str]) -> None:
    write(home.question_banks / "mine.yaml", bank_named("mine"))
    cache = FileCache()
    first = load_library(home, cache=cache)
    parsed.clear()
    write(home.question_banks / "mine.yaml", bank_named("mine"))
    assert load_library(home, cache=cache) is first
    assert parsed == []


def test_banks_are_read_again_when_their_rubric_changes(shelf: Shelf) -> None:
    rubric = aged(shelf.home.rubrics / "own.yaml", RUBRIC_TEXT)
    text = FULL_BANK.replace("rubric: failure-modes", "rubric: own").replace("id: support-bots", "id: mine")
    text = text.replace("refund-bot", "my-refund-bot").replace("ask: >-", "id: vp\n    ask: >-")
    aged(shelf.home.question_banks / "mine.yaml", text)
    assert told(shelf.load()) == []
    aged(rubric, RUBRIC_TEXT.replace("names-failures", "finds-failures"), seconds=5)
    assert "no criterion `names-failures` in the rubric `own`" in told(shelf.load())[0]
    aged(rubric, RUBRIC_TEXT.replace("0.4", "0.3"), seconds=6)
    assert any("the rubric `own` cannot be used" in line for line in told(shelf.load()))
    aged(rubric, RUBRIC_TEXT, seconds=7)
    assert told(shelf.load()) == []


def test_files_that_come_and_go_are_seen(shelf: Shelf) -> None:
    mine = aged(shelf.home.question_banks / "mine.yaml", bank_named("mine").replace("failure-modes", "own"))
    assert told(shelf.load()) == ["mine.yaml:3: no rubric `own`"]
    rubric = aged(shelf.home.rubrics / "own.yaml", RUBRIC_TEXT)
    assert {b.id for b in shelf.load().banks} == {"support-bots", "mine"}
    mine.unlink()
    rubric.unlink()
    assert {b.id for b in shelf.load().banks} == {"support-bots"}


def test_a_file_that_becomes_another_kind_of_file(shelf: Shelf) -> None:
    mine = aged(shelf.home.question_banks / "mine.yaml", bank_named("mine"))
    shelf.load()
    aged(mine, RUBRIC_TEXT, seconds=5)
    library = shelf.load()
    assert "mine" in library.rubrics
    assert [b.id for b in library.banks] == ["support-bots"]


def test_a_library_with_named_files_shares_what_was_read(shelf: Shelf, read: list[str], tmp_path: Path) -> None:
    shelf.load()
    named = write(tmp_path / "named.yaml", bank_named("named"))
    read.clear()
    assert load_library(shelf.home, [named], cache=shelf.cache).bank("named")
    assert read == ["named.yaml"]


def test_a_text_is_checked_in_the_place_of_the_file(shelf: Shelf) -> None:
    mine = aged(shelf.home.question_banks / "mine.yaml", bank_named("mine"))
    other = aged(shelf.home.question_banks / "other.yaml", "title: 1\n")
    before = shelf.load()
    good = bank_named("mine", "Changed?")
    assert check_text(mine, good, shelf.home, cache=shelf.cache) == []
    assert check_text(mine, good.replace("ask", "aks"), shelf.home) == check_text(
        mine, good.replace("ask", "aks"), shelf.home, cache=shelf.cache
    )
    (problem,) = check_text(mine, good.replace("ask", "aks"), shelf.home, cache=shelf.cache)
    assert str(problem) == f"{mine}:5:5: `aks`: did you mean `ask`?"
    assert check_text(other, SMALLEST_BANK, shelf.home, cache=shelf.cache) == []
    assert shelf.load() is before
    assert mine.read_text() == bank_named("mine")


def test_a_text_is_checked_before_there_is_a_file(shelf: Shelf) -> None:
    new = shelf.home.question_banks / "new.yaml"
    assert check_text(new, SMALLEST_BANK, shelf.home, cache=shelf.cache) == []
    (problem,) = check_text(new, bank_named("support-bots"), shelf.home, cache=shelf.cache)
    assert "the id `support-bots` is taken by the question bank in" in problem.message
    (problem,) = check_text(new, b"\xff", shelf.home)
    assert "is not UTF-8" in problem.message
    (problem,) = check_text(new, "title: \ud800", shelf.home)
    assert "is not UTF-8" in problem.message
    (problem,) = check_text(shelf.home.rubrics / "new.yaml", "", shelf.home)
    assert "expected the fields of a rubric" in problem.message
    assert not new.exists()
