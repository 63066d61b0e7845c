"""Finding what somebody named: a bank, a question or a rubric, by its id or by its file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interview_coach.authoring.files import NOUNS, Kind
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.errors import ContentError
from interview_coach.library.banks import Bank, Rubrics, read_bank
from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.loading import load_library
from interview_coach.library.reading import read_bytes
from interview_coach.library.rubrics import read_rubric
from interview_coach.library.sources import is_shipped
from interview_coach.library.words import did_you_mean, shown
from interview_coach.paths import Home

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Found:
    """A bank or a rubric with its file, the library beside it, and the question in it that was named, if one was."""

    library: Library
    thing: Bank | Rubric
    path: Path
    question: Question | None = None

    @property
    def shipped(self) -> bool:
        """Whether it came with the program."""
        return is_shipped(self.path)

    @property
    def rubric(self) -> Rubric | None:
        """The rubric itself, or that which the bank's questions are graded against."""
        return self.thing if isinstance(self.thing, Rubric) else self.library.rubrics.get(self.thing.rubric)


def find(name: str, kind: Kind, home: Home | None) -> Found:
    """Return what ``name`` names: an id of that kind, of a question (where banks are looked for), or a YAML file.

    Raises:
        ContentError: there is no such thing, or its file has problems that keep it from being used.
    """
    path = Path(name)
    library = load_library(home)
    if path.suffix.lower() in _SUFFIXES:
        return _in_file(path, kind, library)
    if kind == "rubric":
        rubric = library.rubric(name)
        return Found(library, rubric, library.rubric_paths[rubric.id])
    banks = {bank.id: bank for bank in library.banks}
    if name in banks:
        return Found(library, banks[name], banks[name].path)
    questions = {question.id: (question, bank) for bank in library.banks for question in bank.questions}
    if name in questions:
        question, bank = questions[name]
        return Found(library, bank, bank.path, question)
    near = did_you_mean(name, banks) or did_you_mean(name, questions) or "; `interview-coach banks list` shows them."
    raise ContentError(f"There is no question bank and no question {shown(name)}{near}")


def find_replaced(found: Found, kind: Kind) -> Found:
    """Return the shipped bank or rubric in whose place ``found`` stands.

    Raises:
        ContentError: it stands in nothing's place.
    """
    shipped = load_library(None)
    there = {b.id for b in shipped.banks} if kind == "bank" else set(shipped.rubrics)
    if found.shipped or found.thing.id not in there:
        raise ContentError(f"{shown(found.thing.id)} replaces nothing that was shipped. Name two to compare.")
    return find(found.thing.id, kind, None)


def _in_file(path: Path, kind: Kind, library: Library) -> Found:
    """Read a file for itself, so that it may have an id that is taken."""
    document = Document.of(path, read_bytes(path))
    rubrics = Rubrics(library.rubrics)
    thing, complaints = (
        read_bank(document, rubrics, shipped=is_shipped(path)) if kind == "bank" else read_rubric(document)
    )
    if thing is not None:
        return Found(library, thing, path)
    problems = [*document.file_problems(), *(document.problem(complaint) for complaint in complaints)]
    listed = "".join(f"\n{problem}" for problem in problems)
    raise ContentError(f"There is no {NOUNS[kind]} to be had in {path}{':' if listed else '.'}{listed}")
