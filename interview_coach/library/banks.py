"""Question bank files: checked beyond their fields, and turned into banks.

What is wrong inside one question leaves out that question; what is wrong anywhere else leaves out the bank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Format
from interview_coach.library.document import Document
from interview_coach.library.file_models import BankFile
from interview_coach.library.groups import (
    Group,
    file_id,
    fill_ids,
    fill_key_point_ids,
    fill_question_ids,
    groups,
    repeated_ids,
    sentences_to_groups,
    text,
    two_ids,
)
from interview_coach.library.problems import Complaint, Location, first_of
from interview_coach.library.validation import check_fields
from interview_coach.library.words import closest, harmless, meant, one_of, shown

_TITLE_LENGTH = 60
_MOST_GUESSED = 100
"""Among how many words the one that was meant is looked for."""


@dataclass(frozen=True)
class Bank:
    """A question bank that can be practised with. ``shipped`` ones came with the program."""

    id: str
    title: str
    competency: str
    rubric: str
    description: str
    path: Path
    questions: tuple[Question, ...]
    shipped: bool = False
    replaces: Path | None = None
    """The file of the bank whose place it takes."""


@dataclass(frozen=True)
class Rubrics:
    """The rubrics that banks may name, by id."""

    usable: Mapping[str, Rubric]
    broken: Mapping[str, Path] = field(default_factory=dict)
    """The files of those that cannot be used."""
    replacing: Mapping[str, Path] = field(default_factory=dict)
    """The files of those among the usable that stand in the place of others."""


def bank_id(document: Document) -> str:
    """Return the id of the bank in ``document``, whether or not the rest can be used."""
    return file_id(document, "bank")


def read_bank(document: Document, rubrics: Rubrics, *, shipped: bool = False) -> tuple[Bank | None, list[Complaint]]:
    """Return the bank in ``document`` with its good questions, and everything that is wrong with the others.

    Args:
        document: the file; ids that it leaves out are filled in.
        rubrics: those that the file may name.
        shipped: whether the file came with the program.
    """
    if not document.whole:
        return None, []
    complaints = check_fields(document, BankFile)
    if not isinstance(document.data, dict):
        return None, list(complaints)
    fields: Group = document.data
    named = text(fields, "rubric")
    rubric = rubrics.usable.get(named)
    _fill_in(fields)
    complaints = chain(complaints, two_ids(fields))
    if rubric is None:
        complaints = chain(complaints, _no_rubric(named, rubrics))
    found = first_of(chain(complaints, _check_questions(document, fields, rubric, rubrics.replacing.get(named))))
    wrong = {question_of(complaint.location) for complaint in found}
    if document.flaws or None in wrong or rubric is None:
        return None, found
    bank = _build(document, wrong, shipped=shipped)
    return bank if bank.questions else None, found


def question_of(location: Location) -> int | None:
    """Return the position of the question that ``location`` lies in; ``None`` where it lies in none."""
    if len(location) > 1 and location[0] == "questions" and isinstance(location[1], int):
        return location[1]
    return None


def _no_rubric(named: str, rubrics: Rubrics) -> Iterator[Complaint]:
    if not named:
        return
    guess, expected = closest(named, rubrics.usable), one_of(sorted(rubrics.usable))
    if named in rubrics.broken:
        file = harmless(str(rubrics.broken[named]))
        yield Complaint(("rubric",), f"the rubric {shown(named)} cannot be used: `{file}` has problems of its own")
    elif guess:
        message = f"no rubric {shown(named)}: {shown(guess)} exists"
        yield Complaint(("rubric",), message, expected=expected, suggestion=guess)
    else:
        none = "" if rubrics.usable else "; there is none yet"
        yield Complaint(("rubric",), f"no rubric {shown(named)}{none}", expected=expected)


def _fill_in(fields: Group) -> None:
    for _, question in groups(fields, "questions"):
        sentences_to_groups(question, "key_points")
        fill_key_point_ids(question)
        fill_ids(question, "probes", lambda probe: text(probe, "ask"))
        fill_ids(question, "red_flags", lambda flag: text(flag, "text"))
    fill_question_ids(fields)


def _check_questions(
    document: Document, fields: Group, rubric: Rubric | None, replacing: Path | None
) -> Iterator[Complaint]:
    yield from repeated_ids(document, fields, "questions", ())
    for position, question in groups(fields, "questions"):
        at = ("questions", position)
        for name in ("key_points", "probes", "red_flags"):
            yield from repeated_ids(document, question, name, at)
        if rubric is not None:
            yield from _check_aims(question, rubric, replacing, at)
        formats = question.get("formats")
        if isinstance(formats, list) and Format.ROLEPLAY in formats and question.get("stakeholder") is None:
            message = "a roleplay needs a `stakeholder`: the person whom the interviewer plays"
            yield Complaint((*at, "formats", formats.index(Format.ROLEPLAY)), message)


def _check_aims(question: Group, rubric: Rubric, replacing: Path | None, at: Location) -> Iterator[Complaint]:
    named_rubric = f"`{rubric.id}`" + (f" (now in {harmless(str(replacing))})" if replacing else "")
    criteria = [criterion.id for criterion in rubric.criteria]
    aims = dict.fromkeys([*criteria, *(text(point, "id") for _, point in groups(question, "key_points"))])
    for name in ("key_points", "red_flags"):
        for index, group in groups(question, name):
            named = text(group, "criterion")
            if named and named not in criteria:
                guess = closest(named, criteria)
                message = f"no criterion {shown(named)} in the rubric {named_rubric}{meant(guess)}"
                where = (*at, name, index, "criterion")
                yield Complaint(where, message, expected=one_of(criteria), suggestion=guess or "")
    for index, probe in groups(question, "probes"):
        named = text(probe, "aims_at")
        if named and named not in aims:
            guess = closest(named, islice(aims, _MOST_GUESSED))
            message = f"{shown(named)} is neither a key point of this question nor a criterion of {named_rubric}"
            where = (*at, "probes", index, "aims_at")
            expected = one_of(aims)
            yield Complaint(where, message + meant(guess), expected=expected, suggestion=guess or "")


def _build(document: Document, left_out: set[int | None], *, shipped: bool) -> Bank:
    fields: Group = document.data
    its_id, rubric = bank_id(document), text(fields, "rubric")
    competency = text(fields, "competency") or rubric
    questions = tuple(
        Question.model_validate(_complete(group) | {"bank": its_id, "competency": competency, "rubric": rubric})
        for index, group in groups(fields, "questions")
        if index not in left_out
    )
    return Bank(
        id=its_id,
        title=text(fields, "title").strip(),
        competency=competency,
        rubric=rubric,
        description=text(fields, "description").strip(),
        path=document.path,
        questions=questions,
        shipped=shipped,
    )


def _complete(question: Group) -> Group:
    given = {name: value for name, value in question.items() if value is not None}
    complete: Group = {"title": _short(text(question, "ask"))} | given
    if "formats" not in given and "stakeholder" in given:
        complete["formats"] = [Format.ROLEPLAY, Format.DRILL]
    return complete


def _short(ask: str) -> str:
    """Return the beginning of a question as its title: whole words on one line."""
    words = " ".join(ask.split())
    if len(words) <= _TITLE_LENGTH:
        return words
    return (words[:_TITLE_LENGTH].rpartition(" ")[0] or words[: _TITLE_LENGTH - 1]).rstrip(" ,;:") + "…"
