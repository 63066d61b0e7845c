"""The shipped library, read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.library import loading
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import load_library
from interview_coach.library.remembering import FileCache
from interview_coach.paths import Home


@cache
def shipped() -> Library:
    """Return the library of what comes with the program."""
    return load_library(None)


def shipped_questions() -> list[Question]:
    """Return all shipped questions."""
    return list(shipped().questions())


def rubric_of(question: Question) -> Rubric:
    """Return the rubric that a shipped question is graded against."""
    return shipped().rubrics[question.rubric]


@pytest.fixture(autouse=True)
def library_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing but what was shipped, do not read it again for every test.

    For folders of tests about something else: their ``conftest.py`` imports it.
    """

    def load(home: Home | None, extra: Sequence[Path] = (), *, cache: FileCache | None = None) -> Library:
        own = home is not None and (home.question_banks.exists() or home.rubrics.exists())
        return load_library(home, extra, cache=cache) if own or extra else shipped()

    monkeypatch.setattr(loading, "load_library", load)
