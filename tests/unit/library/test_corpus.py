"""Broken files with every problem that is told of them, word by word.

Each ``.expected`` file holds what is printed of each problem, with the field in a last line. To write them anew after a
change of words: ``python -m tests.unit.library.test_corpus``, then read what changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_coach.library.banks import read_bank
from interview_coach.library.rendering import as_text
from interview_coach.library.rubrics import read_rubric
from interview_coach.library.sources import kind_of
from tests.unit.library.samples import BROKEN, document, located, rubrics

FILES = sorted(BROKEN.glob("*.yaml"))


def problems_of(path: Path) -> str:
    raw = path.read_bytes()
    read = document(raw, path.name)
    if kind_of(raw, "bank") == "rubric":
        value, complaints = read_rubric(read)
        assert value is None
    else:
        _, complaints = read_bank(read, rubrics())
    found = located(read, complaints)
    return "".join(f"{as_text(p)}\n      @ {p.field or 'the file'}\n" for p in found)


def test_there_is_a_corpus() -> None:
    assert len(FILES) >= 20
    assert {f.stem for f in FILES} == {f.stem for f in BROKEN.glob("*.expected")}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_problem_is_told_in_words_at_its_place(path: Path) -> None:
    assert problems_of(path) == path.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_message_speaks_the_language_of_a_library(path: Path) -> None:
    told = problems_of(path)
    assert told
    for jargon in (
        "pydantic",
        "https://",
        "valid string",
        "Input should",
        "type=",
        "None",
        "NoneType",
        "does not fit here",
    ):
        assert jargon not in told


if __name__ == "__main__":
    for file in FILES:
        file.with_suffix(".expected").write_text(problems_of(file), encoding="utf-8")
