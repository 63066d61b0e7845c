"""Lints of the files in a library, each finding with its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.groups import fill_question_ids, groups, text
from interview_coach.library.problems import Complaint, Problem
from interview_coach.library.reading import read_bytes
from interview_coach.linting.content import lint_questions, lint_rubric
from interview_coach.linting.findings import Finding
from interview_coach.linting.neighbours import Neighbours


def lint_banks(library: Library, paths: Collection[Path] | None = None) -> Iterator[Problem]:
    """Yield what the lints find in the question banks of ``library``, or in those that lie at ``paths``."""
    neighbours = _neighbours(library)
    for bank in library.banks:
        if paths is not None and bank.path not in paths:
            continue
        document = Document.of(bank.path, read_bytes(bank.path))
        positions = _positions(document)
        for finding in (*lint_questions(bank.questions, library.rubrics), *neighbours.lint(bank.questions)):
            number = finding.where[1]
            question = bank.questions[number] if isinstance(number, int) else None
            index = positions.get(question.id, 0) if question else 0
            yield _located(document, finding._replace(where=("questions", index, *finding.where[2:])))


def lint_rubrics(library: Library, paths: Collection[Path] | None = None) -> Iterator[Problem]:
    """Yield what the lints find in the rubrics of ``library``, or in those that lie at ``paths``."""
    neighbours = _neighbours(library)
    for rubric_id, rubric in library.rubrics.items():
        path = library.rubric_paths[rubric_id]
        if paths is None or path in paths:
            document = Document.of(path, read_bytes(path))
            for finding in (*lint_rubric(rubric), *neighbours.lint_rubric(rubric)):
                yield _located(document, finding)


def _neighbours(library: Library) -> Neighbours:
    return Neighbours(library.questions(), frozenset(bank.id for bank in library.banks if not bank.shipped))


def _positions(document: Document) -> dict[str, int]:
    """Return where in the file each question stands, by id; questions with problems are not in the library."""
    fill_question_ids(document.data)
    return {text(question, "id"): index for index, question in groups(document.data, "questions")}


def _located(document: Document, finding: Finding) -> Problem:
    problem = document.problem(Complaint(finding.where, finding.message))
    return replace(problem, severity=finding.severity.value)
