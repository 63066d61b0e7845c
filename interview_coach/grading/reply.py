"""The form that a model fills in as the grader, and what may stand in it. Each criterion stands alone."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from interview_coach.domain.grade import Coverage
from interview_coach.domain.question import Question, RedFlag
from interview_coach.domain.rubric import Criterion, Rubric
from interview_coach.llm.chat import Form
from interview_coach.llm.schemas import TEXT, TRUTH, closed, list_of, one_of

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]


class Met(StrEnum):
    """How far an indicator was met."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class IndicatorReply(_Reply):
    """What became of an indicator."""

    indicator: str
    met: Met


class FlagReply(_Reply):
    """A red flag that is said to be raised."""

    flag: str
    quote: str


class CriterionReply(_Reply):
    """A criterion's grade, in the order in which a grader should think."""

    criterion: str
    indicators: tuple[IndicatorReply, ...] = ()
    quotes: tuple[str, ...] = ()
    reason: Annotated[Line, StringConstraints(min_length=1)]
    assessable: bool = True
    level: int = Field(ge=1, le=5)
    next_level: Line = ""
    red_flags: tuple[FlagReply, ...] = ()


class KeyPointReply(_Reply):
    """What became of a key point."""

    key_point: str
    coverage: Coverage
    quote: str = ""


def grading_form(*, with_points: bool) -> Form:
    """Return the form for the criteria of a rubric, and the question's key points where ``with_points``.

    It names no ids, so that it is the same for all questions: a form that changes is read anew, not from the cache.
    """
    criterion = closed(
        criterion=TEXT,
        indicators=list_of(
            closed(
                indicator=TEXT,
                met=one_of(Met),
            )
        ),
        quotes=list_of(TEXT),
        reason=TEXT,
        assessable=TRUTH,
        level={"type": "integer", "enum": [1, 2, 3, 4, 5]},
        next_level=TEXT,
        red_flags=list_of(closed(flag=TEXT, quote=TEXT)),
    )
    fields = {"criteria": list_of(criterion)}
    if with_points:
        point = closed(key_point=TEXT, quote=TEXT, coverage=one_of(Coverage))
        fields["key_points"] = list_of(point)
    return Form(name="grade", description="The grade, criterion by criterion.", schema_=closed(**fields))


def flags_of(question: Question, rubric: Rubric) -> tuple[RedFlag, ...]:
    """Return all red flags that can be raised: the rubric's and the question's."""
    return (*(f for c in rubric.criteria for f in c.red_flags), *question.red_flags)


def read_criteria(reply: dict[str, Any], wanted: tuple[Criterion, ...]) -> tuple[dict[str, CriterionReply], list[str]]:
    """Return the criteria of ``reply`` that are filled in well, and what is wrong with the others.

    One bad field costs its own criterion, and no other.
    """
    entries = reply.get("criteria")
    found: dict[str, CriterionReply] = {}
    faults: dict[str, str] = {}
    ids = {c.id for c in wanted}
    for entry in entries if isinstance(entries, list) else []:
        name = entry.get("criterion") if isinstance(entry, dict) else None
        if not isinstance(name, str) or name not in ids:
            continue
        try:
            found[name] = CriterionReply.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            faults[name] = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    problems = [f"criterion {c.id}: {faults.get(c.id, 'it is missing')}" for c in wanted if c.id not in found]
    return found, problems


def read_points(reply: dict[str, Any]) -> list[KeyPointReply]:
    """Return the key points of ``reply`` that are filled in well; the others count for nothing."""
    entries = reply.get("key_points")
    found = []
    for entry in entries if isinstance(entries, list) else []:
        try:
            found.append(KeyPointReply.model_validate(entry))
        except ValidationError:
            continue
    return found
