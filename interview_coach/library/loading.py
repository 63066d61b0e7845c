"""Reads all files into a library. One bad file never hides the others."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from interview_coach.domain.rubric import Rubric
from interview_coach.library.banks import Bank, read_bank
from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.groups import groups, text
from interview_coach.library.problems import Complaint, Location, Problem, in_order
from interview_coach.library.reading import read_bytes
from interview_coach.library.rubrics import read_rubric, rubric_id
from interview_coach.library.sources import Source, expand, find_sources, kind_of, same_files
from interview_coach.library.words import harmless, shown
from interview_coach.paths import Home


def load_library(home: Home | None, extra: Sequence[Path] = ()) -> Library:
    """Return the library: what was shipped, what is in the data folder, and ``extra`` files or folders of such files.

    Nothing is raised for a bad file: a rubric with a problem is left out; so is a question with a problem, and a bank
    with a problem that lies in none of its questions. Of two with the same id the first one found stays.
    """
    sources, problems = find_sources(home, extra)
    with _collector_at_rest():
        return _Assembly(problems).of(sources)


def check_files(paths: Iterable[Path], home: Home | None = None) -> list[Problem]:
    """Return the problems of the files, or folders of files, at ``paths``, each file's from its top to its end.

    They are checked together with the shipped library and what is in ``home``, whose rubrics they may name.
    """
    folder_problems: list[Problem] = []
    wanted = list(expand(paths, folder_problems))
    return [*folder_problems, *problems_in(load_library(home, wanted), wanted)]


def problems_in(library: Library, files: Iterable[Path]) -> list[Problem]:
    """Return those problems of ``library`` that are about ``files``."""
    these = same_files(files)
    return [p for p in library.problems if same_files([p.path]) <= these]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the cyclic garbage collector from walking, over and over, the many values that come into being.

    They hold no cycles; without this a fifth of the time of loading is the collector's.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Assembly:
    """A library under construction."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._problems = list(problems)
        self._banks: dict[str, Bank] = {}
        self._rubrics: dict[str, Rubric] = {}
        self._rubric_paths: dict[str, Path] = {}
        self._broken_rubrics: dict[str, Path] = {}
        self._asked_at: dict[str, str] = {}
        """The file and the line of each question, by id."""

    def of(self, sources: Iterable[Source]) -> Library:
        """Return the library that ``sources`` make up: rubrics first, as banks name them."""
        banks: list[tuple[Source, bytes | str]] = []
        for source in sources:
            raw = read_bytes(source.path)
            kind = kind_of(raw, source.likely) if isinstance(raw, bytes) else source.likely
            if kind == "rubric":
                self._add_rubric(Document.of(source.path, raw))
            else:
                banks.append((source, raw))
        for source, raw in banks:
            self._add_bank(Document.of(source.path, raw), shipped=source.shipped)
        return Library(
            banks=tuple(self._banks.values()),
            rubrics=self._rubrics,
            rubric_paths=self._rubric_paths,
            problems=tuple(self._problems),
        )

    def _add_rubric(self, document: Document) -> None:
        rubric, complaints = read_rubric(document)
        if rubric is None:
            self._broken_rubrics.setdefault(rubric_id(document), document.path)
        elif rubric.id in self._rubrics:
            complaints.append(_taken("rubric", rubric.id, self._rubric_paths[rubric.id]))
        else:
            self._rubrics[rubric.id] = rubric
            self._rubric_paths[rubric.id] = document.path
        self._report(document, complaints)

    def _add_bank(self, document: Document, *, shipped: bool) -> None:
        bank, complaints = read_bank(document, self._rubrics, broken_rubrics=self._broken_rubrics, shipped=shipped)
        if bank is not None and bank.id in self._banks:
            complaints.append(_taken("question bank", bank.id, self._banks[bank.id].path))
        elif bank is not None:
            complaints += self._take_in(bank, document)
        self._report(document, complaints)

    def _take_in(self, bank: Bank, document: Document) -> Iterator[Complaint]:
        """Add ``bank`` without the questions whose ids are taken; yield what is wrong with those."""
        free: dict[str, str] = {}
        for index, group in groups(document.data, "questions"):
            location: Location = ("questions", index, "id")
            wanted = text(group, "id")
            if place := self._asked_at.get(wanted):
                yield Complaint(location, f"the id {shown(wanted)} is taken already, in {place}; choose another `id`")
            else:
                free[wanted] = f"{harmless(str(document.path))}:{document.span(location).line}"
        questions = tuple(question for question in bank.questions if question.id in free)
        if questions:
            self._banks[bank.id] = replace(bank, questions=questions)
            self._asked_at |= {question.id: free[question.id] for question in questions}

    def _report(self, document: Document, complaints: Iterable[Complaint]) -> None:
        located = [document.problem(complaint) for complaint in complaints]
        self._problems += in_order([*document.file_problems(), *located])


def _taken(noun: str, its_id: str, path: Path) -> Complaint:
    file = harmless(str(path))
    return Complaint(("id",), f"the id {shown(its_id)} is taken by the {noun} in {file}; give this one another `id`")
