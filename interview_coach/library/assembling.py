"""Puts the pieces that single files hold together: each id once, and who takes whose place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from interview_coach.library.banks import Bank, Rubrics
from interview_coach.library.catalogue import Library
from interview_coach.library.pieces import BankPiece, Piece, RubricPiece
from interview_coach.library.problems import Complaint, Problem, in_order
from interview_coach.library.words import closest, harmless, meant, one_of, shown

P = TypeVar("P", RubricPiece, BankPiece)


class Assembly:
    """A library under construction: rubrics first, then the banks that were read with them."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        """Take the ``problems`` that are known before any file was read."""
        self._problems = list(problems)
        self._rubrics: Mapping[str, RubricPiece] = {}

    def take_rubrics(self, pieces: Sequence[RubricPiece]) -> Rubrics:
        """Take all rubric files; return the rubrics that banks are to be read with."""
        self._rubrics, told = _by_id(pieces, "rubric")
        for piece in pieces:
            self._report(piece, told.get(piece.source.path, ()))
        usable = {its_id: piece.value for its_id, piece in self._rubrics.items() if piece.value is not None}
        return Rubrics(
            usable=usable,
            broken={piece.id: piece.source.path for piece in reversed(pieces) if piece.id not in usable},
            replacing={its_id: p.source.path for its_id, p in self._rubrics.items() if p.replaces},
        )

    def take_banks(self, pieces: Sequence[BankPiece]) -> Library:
        """Take all bank files, each read with the rubrics that are in force; return the library."""
        banks, told = _by_id(pieces, "question bank")
        paths = {piece.id: piece.source.path for piece in pieces if not piece.replaces}
        asked_at: dict[str, str] = {}
        usable: dict[str, Bank] = {}
        for piece in pieces:
            complaints = list(told.get(piece.source.path, ()))
            if banks.get(piece.id) is piece and piece.value is not None:
                bank = replace(piece.value, replaces=paths[piece.id]) if piece.replaces else piece.value
                usable[piece.id] = self._with_free_questions(bank, piece, asked_at, complaints)
            self._report(piece, complaints)
        return Library(
            banks=tuple(usable[its_id] for its_id in banks if its_id in usable and usable[its_id].questions),
            rubrics={its_id: piece.value for its_id, piece in self._rubrics.items() if piece.value is not None},
            rubric_paths={its_id: piece.source.path for its_id, piece in self._rubrics.items()},
            problems=tuple(self._problems),
        )

    def _with_free_questions(
        self, bank: Bank, piece: BankPiece, asked_at: dict[str, str], complaints: list[Complaint]
    ) -> Bank:
        """Return ``bank`` without the questions whose ids are taken; adds what is wrong with those."""
        free: dict[str, str] = {}
        for its_id, location in piece.questions:
            if place := asked_at.get(its_id):
                message = f"the id {shown(its_id)} is taken already, in {place}; choose another `id`"
                complaints.append(Complaint(location, message))
            else:
                free[its_id] = f"{harmless(str(piece.source.path))}:{piece.spans[location].line}"
        questions = tuple(question for question in bank.questions if question.id in free)
        asked_at |= {question.id: free[question.id] for question in questions}
        return replace(bank, questions=questions) if len(questions) < len(bank.questions) else bank

    def _report(self, piece: Piece, complaints: Iterable[Complaint]) -> None:
        more = [piece.problem(complaint) for complaint in complaints]
        self._problems += in_order([*piece.problems, *more]) if more else piece.problems


def _by_id(pieces: Sequence[P], noun: str) -> tuple[dict[str, P], dict[Path, list[Complaint]]]:
    """Return the usable ``pieces`` by id, each in the place of what it replaces, and what is wrong with the others.

    Of two with one id the first one stays; so does the first of two that replace the same.
    """
    found: dict[str, P] = {}
    told: dict[Path, list[Complaint]] = {}
    for piece in pieces:
        if piece.replaces or piece.value is None:
            continue
        if piece.id in found:
            told[piece.source.path] = [_taken(noun, piece.id, found[piece.id].source.path)]
        else:
            found[piece.id] = piece
    known = {piece.id for piece in pieces if not piece.replaces}
    replacing: dict[str, Path] = {}
    for piece in pieces:
        if piece.replaces:
            complaints = list(_misplaced(piece, noun, known, sorted(found), replacing))
            told[piece.source.path] = complaints
            if not complaints and piece.value is not None:
                replacing[piece.replaces] = piece.source.path
                found[piece.replaces] = piece
    return found, told


def _taken(noun: str, its_id: str, path: Path) -> Complaint:
    file = harmless(str(path))
    message = f"the id {shown(its_id)} is taken by the {noun} in {file}"
    remedy = f"give this one another `id`, or write `replaces: {harmless(its_id)}` to put it in the place of that one"
    return Complaint(("id",), f"{message}; {remedy}")


def _misplaced(
    piece: Piece, noun: str, known: set[str], usable: Sequence[str], replacing: Mapping[str, Path]
) -> Iterator[Complaint]:
    """Yield why ``piece`` cannot take the place that it asks for.

    Args:
        piece: the file.
        noun: what such a file holds.
        known: the ids that can be replaced, those of broken files included.
        usable: the ids that are worth naming.
        replacing: the files that replace others already, by the ids of those.
    """
    named = piece.replaces
    if named not in known:
        guess = closest(named, usable)
        remedy = meant(guess) or "; delete this line, and the file stands on its own"
        message = f"there is no {noun} {shown(named)} to replace{remedy}"
        yield Complaint(("replaces",), message, expected=one_of(usable), suggestion=guess or "")
    elif named in replacing:
        file = harmless(str(replacing[named]))
        message = f"the {noun} {shown(named)} is replaced already, by {file}; only one file can take its place"
        yield Complaint(("replaces",), message)
