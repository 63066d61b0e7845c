"""The library: every bank and rubric that can be used, and every problem of those that cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.errors import ContentError
from interview_coach.library.banks import Bank
from interview_coach.library.problems import Problem
from interview_coach.library.words import did_you_mean, shown

T = TypeVar("T")


@dataclass(frozen=True)
class Topic:
    """A competency that can be practised: how it is called, and with how many questions."""

    competency: str
    title: str
    questions: int


@dataclass(frozen=True)
class Library:
    """Question banks and rubrics by id, each once; ``problems`` tells what was left out, and why."""

    banks: tuple[Bank, ...]
    rubrics: Mapping[str, Rubric]
    rubric_paths: Mapping[str, Path]
    problems: tuple[Problem, ...]

    def questions(self) -> tuple[Question, ...]:
        """Return the questions of all banks, in the banks' order."""
        return tuple(question for bank in self.banks for question in bank.questions)

    def question(self, question_id: str) -> Question:
        """Return the question of that id.

        Raises:
            ContentError: there is none.
        """
        found = {question.id: question for question in self.questions()}
        return _of_id("question", question_id, found)

    def bank(self, bank_id: str) -> Bank:
        """Return the bank of that id.

        Raises:
            ContentError: there is none.
        """
        return _of_id("question bank", bank_id, {bank.id: bank for bank in self.banks})

    def rubric(self, rubric_id: str) -> Rubric:
        """Return the rubric of that id.

        Raises:
            ContentError: there is none.
        """
        return _of_id("rubric", rubric_id, self.rubrics)

    def topics(self) -> tuple[Topic, ...]:
        """Return the competencies that have questions, in the banks' order; the first bank gives the title."""
        titles: dict[str, str] = {}
        counts: dict[str, int] = {}
        for bank in self.banks:
            titles.setdefault(bank.competency, bank.title)
            counts[bank.competency] = counts.get(bank.competency, 0) + len(bank.questions)
        return tuple(Topic(competency, titles[competency], count) for competency, count in counts.items())


def _of_id(noun: str, wanted: str, found: Mapping[str, T]) -> T:
    if wanted in found:
        return found[wanted]
    raise ContentError(f"There is no {noun} {shown(wanted)}{did_you_mean(wanted, found) or '.'}")
