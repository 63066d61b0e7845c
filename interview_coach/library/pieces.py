"""What single files hold, each taken by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interview_coach.domain.rubric import Rubric
from interview_coach.library.banks import Bank, Rubrics, read_bank
from interview_coach.library.document import Document
from interview_coach.library.groups import file_id, groups, text
from interview_coach.library.problems import Complaint, Location, Problem, Span, field_name, in_order
from interview_coach.library.rubrics import read_rubric
from interview_coach.library.sources import Source


@dataclass(frozen=True)
class Piece:
    """What one file holds, taken by itself."""

    source: Source
    id: str
    """The id that it has, or would have if it could be used."""
    replaces: str
    """The id of what it asks to replace; empty where it replaces nothing."""
    problems: tuple[Problem, ...]
    spans: Mapping[Location, Span]
    """Where ids and ``replaces`` stand: what other files may contradict."""

    def problem(self, complaint: Complaint) -> Problem:
        """Return ``complaint``, which must be about one of :attr:`spans`, with its place."""
        span = self.spans[complaint.location]
        return Problem(
            path=self.source.path,
            line=span.line,
            column=span.column,
            field=field_name(complaint.location),
            message=complaint.message,
            end_column=span.end_column,
            expected=complaint.expected,
            suggestion=complaint.suggestion,
            excerpt=span.excerpt,
        )


@dataclass(frozen=True)
class RubricPiece(Piece):
    """A rubric file; ``value`` is ``None`` where it cannot be used."""

    value: Rubric | None


@dataclass(frozen=True)
class BankPiece(Piece):
    """A bank file; ``value`` is ``None`` where it cannot be used."""

    value: Bank | None
    questions: tuple[tuple[str, Location], ...]
    """The ids of its questions, the broken ones included, and where each stands."""
    rubric: Rubric | None
    """What it was read with; read with another rubric it may have other problems."""


def rubric_piece(source: Source, raw: bytes | str) -> RubricPiece:
    """Return what a rubric file with the content ``raw`` holds."""
    document = Document.of(source.path, raw)
    its_id = file_id(document, "rubric")
    rubric, complaints = read_rubric(document)
    return RubricPiece(
        source=source,
        id=its_id,
        replaces=text(document.data, "replaces"),
        problems=_located(document, complaints),
        spans=_own_spans(document),
        value=rubric,
    )


def bank_piece(source: Source, raw: bytes | str, rubrics: Rubrics) -> BankPiece:
    """Return what a bank file with the content ``raw`` holds when it is read with ``rubrics``."""
    document = Document.of(source.path, raw)
    bank, complaints = read_bank(document, rubrics, shipped=source.shipped)
    questions = tuple(
        (text(group, "id"), ("questions", index, "id")) for index, group in groups(document.data, "questions")
    )
    return BankPiece(
        source=source,
        id=file_id(document, "bank"),
        replaces=text(document.data, "replaces"),
        problems=_located(document, complaints),
        spans=_own_spans(document) | {location: document.span(location) for _, location in questions},
        value=bank,
        questions=questions,
        rubric=rubrics.usable.get(text(document.data, "rubric")),
    )


def _located(document: Document, complaints: list[Complaint]) -> tuple[Problem, ...]:
    located = [document.problem(complaint) for complaint in complaints]
    return tuple(in_order([*document.file_problems(), *located]))


def _own_spans(document: Document) -> dict[Location, Span]:
    return {(name,): document.span((name,)) for name in ("id", "replaces")}
