"""From banks, questions and rubrics back to what would stand in their files, without what a file may leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Format
from interview_coach.library.banks import Bank

Shape = dict[str, Any]
"""The fields of a bank, a question, a rubric or a part of one, as plain values in the order of a file."""

_OF_THE_BANK = {"bank", "competency", "rubric"}
"""What a question takes from its bank."""

_WITH_STAKEHOLDER = (Format.ROLEPLAY, Format.DRILL)
"""The formats of a question with a stakeholder whose file names none."""


def bank_shape(bank: Bank) -> Shape:
    """Return what stands in the file of ``bank``."""
    shape: Shape = {"id": bank.id, "title": bank.title}
    if bank.competency != bank.rubric:
        shape["competency"] = bank.competency
    shape["rubric"] = bank.rubric
    if bank.description:
        shape["description"] = bank.description
    return shape | {"questions": [question_shape(question) for question in bank.questions]}


def question_shape(question: Question) -> Shape:
    """Return what stands in a bank's file for ``question``."""
    found: Shape = question.model_dump(mode="json", exclude=_OF_THE_BANK, exclude_defaults=True)
    if question.stakeholder is None:
        return found
    formats = [str(form) for form in question.formats]
    return {
        name: formats if name == "formats" else found[name]
        for name in Question.model_fields
        if name in found or name == "formats"
        if name != "formats" or question.formats != _WITH_STAKEHOLDER
    }


def rubric_shape(rubric: Rubric) -> Shape:
    """Return what stands in the file of ``rubric``."""
    shape: Shape = rubric.model_dump(mode="json", exclude_defaults=True)
    for criterion in shape["criteria"]:
        criterion["levels"] = {str(level): text for level, text in criterion["levels"].items()}
        for flag in criterion.get("red_flags", ()):
            flag.pop("criterion")
    return shape


def shape_of(thing: Bank | Rubric) -> Shape:
    """Return what stands in the file of a bank or a rubric."""
    return bank_shape(thing) if isinstance(thing, Bank) else rubric_shape(thing)


def is_rubric(shape: Mapping[str, object]) -> bool:
    """Return whether ``shape`` is that of a rubric's file rather than of a bank's."""
    return "criteria" in shape
