"""Finding what somebody named: a bank, a question or a rubric, by its id or by its file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interview_coach.authoring.files import NOUNS, Kind
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.errors import ContentError
from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import load_library, problems_in
from interview_coach.library.words import did_you_mean, shown
from interview_coach.paths import Home, shipped_rubrics

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Found:
    """A bank or a rubric, the library that it belongs to, and the question in it that was named, if one was."""

    library: Library
    thing: Bank | Rubric
    question: Question | None = None

    @property
    def path(self) -> Path:
        """The file that it stands in."""
        return self.thing.path if isinstance(self.thing, Bank) else self.library.rubric_paths[self.thing.id]

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        if isinstance(self.thing, Bank):
            return self.thing.shipped
        return self.path.parent == shipped_rubrics()


def find(name: str, kind: Kind, home: Home | None) -> Found:
    """Return what ``name`` names: an id of that kind, of a question (where banks are looked for), or a YAML file.

    Raises:
        ContentError: there is no such thing, or its file has problems that keep it from being used.
    """
    path = Path(name)
    if path.suffix.lower() in _SUFFIXES:
        return _in_file(path, kind, load_library(home, [path]))
    library = load_library(home)
    if kind == "rubric":
        return Found(library, library.rubric(name))
    banks = {bank.id: bank for bank in library.banks}
    if name in banks:
        return Found(library, banks[name])
    questions = {question.id: (question, bank) for bank in library.banks for question in bank.questions}
    if name in questions:
        question, bank = questions[name]
        return Found(library, bank, question)
    near = did_you_mean(name, banks) or did_you_mean(name, questions) or "; `interview-coach banks list` shows them."
    raise ContentError(f"There is no question bank and no question {shown(name)}{near}")


def _in_file(path: Path, kind: Kind, library: Library) -> Found:
    things: list[Bank | Rubric] = (
        [bank for bank in library.banks if _same(bank.path, path)]
        if kind == "bank"
        else [library.rubrics[its_id] for its_id, file in library.rubric_paths.items() if _same(file, path)]
    )
    if things:
        return Found(library, things[0])
    problems = "\n".join(str(problem) for problem in problems_in(library, [path]))
    raise ContentError(f"There is no {NOUNS[kind]} to be had in {path}" + (f":\n{problems}" if problems else "."))


def _same(one: Path, other: Path) -> bool:
    return one == other or one.absolute() == other.absolute()
