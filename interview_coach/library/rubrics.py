"""Rubric files: checked beyond their fields, and turned into rubrics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from interview_coach.domain.rubric import WEIGHT_TOLERANCE, Rubric
from interview_coach.library.document import Document
from interview_coach.library.file_models import RubricFile
from interview_coach.library.groups import (
    Group,
    file_id,
    fill_criterion_ids,
    fill_ids,
    groups,
    repeated_ids,
    sentences_to_groups,
    text,
    two_ids,
)
from interview_coach.library.problems import Complaint, Location, first_of
from interview_coach.library.validation import check_fields
from interview_coach.library.words import closest, listed, meant, one_of, shown

_MOST_GUESSED = 100
_LEVELS = ("1", "2", "3", "4", "5")


def rubric_id(document: Document) -> str:
    """Return the id of the rubric in ``document``, whether or not the rest can be used."""
    return file_id(document, "rubric")


def read_rubric(document: Document) -> tuple[Rubric | None, list[Complaint]]:
    """Return the rubric in ``document``, or everything that is wrong with it. A rubric is used whole or not at all."""
    if not document.whole:
        return None, []
    complaints = check_fields(document, RubricFile)
    if not isinstance(document.data, dict):
        return None, list(complaints)
    fields: Group = document.data
    its_id = rubric_id(document)
    complaints = chain(complaints, [*two_ids(fields)])
    _fill_in(fields, its_id)
    found = first_of(chain(complaints, _across_fields(document, fields)))
    if found or document.flaws:
        return None, found
    return Rubric.model_validate(fields), []


def _fill_in(fields: Group, its_id: str) -> None:
    fields["id"] = its_id
    fill_criterion_ids(fields)
    fill_ids(fields, "gates", lambda gate: f"{text(gate, 'criterion')} gate")
    for _, criterion in groups(fields, "criteria"):
        sentences_to_groups(criterion, "indicators")
        fill_ids(criterion, "indicators", lambda indicator: text(indicator, "text"))
        fill_ids(criterion, "red_flags", lambda flag: text(flag, "text"))
        for _, flag in groups(criterion, "red_flags"):
            if flag.get("criterion") is None:
                flag["criterion"] = criterion.get("id")


def _across_fields(document: Document, fields: Group) -> Iterator[Complaint]:
    yield from repeated_ids(document, fields, "criteria", ())
    yield from repeated_ids(document, fields, "gates", ())
    yield from _weights(fields)
    yield from _gates(fields)
    for index, criterion in groups(fields, "criteria"):
        at = ("criteria", index)
        yield from repeated_ids(document, criterion, "indicators", at)
        yield from repeated_ids(document, criterion, "red_flags", at)
        yield from _levels(criterion, at)
        yield from _flags(criterion, at)


def _weights(fields: Group) -> Iterator[Complaint]:
    weights = [criterion.get("weight") for _, criterion in groups(fields, "criteria")]
    numbers = [w for w in weights if isinstance(w, int | float) and not isinstance(w, bool)]
    if not numbers or len(numbers) < len(weights):
        return
    total = sum(numbers)
    if abs(total - 1) > WEIGHT_TOLERANCE:
        yield Complaint(("criteria",), f"the weights of the criteria sum to {total:g}; they must sum to 1", at_key=True)


def _levels(criterion: Group, at: Location) -> Iterator[Complaint]:
    levels = criterion.get("levels")
    if not isinstance(levels, dict):
        return
    missing = [level for level in _LEVELS if levels.get(level) is None]
    if missing:
        which = f"level {missing[0]} has" if len(missing) == 1 else f"levels {listed(missing)} have"
        yield Complaint((*at, "levels"), f"{which} no anchor text; each of the levels 1 to 5 needs one", at_key=True)


def _flags(criterion: Group, at: Location) -> Iterator[Complaint]:
    for index, flag in groups(criterion, "red_flags"):
        named = text(flag, "criterion")
        if named and named != text(criterion, "id"):
            message = f"this red flag stands under {shown(text(criterion, 'id'))}, so it cannot name {shown(named)}"
            yield Complaint((*at, "red_flags", index, "criterion"), message)


def _gates(fields: Group) -> Iterator[Complaint]:
    known = {text(criterion, "id"): None for _, criterion in groups(fields, "criteria")}
    for index, gate in groups(fields, "gates"):
        named = text(gate, "criterion")
        if named and named not in known:
            guess = closest(named, islice(known, _MOST_GUESSED))
            message = f"no criterion {shown(named)} in this rubric{meant(guess)}"
            expected = one_of(known)
            yield Complaint(("gates", index, "criterion"), message, expected=expected, suggestion=guess or "")
