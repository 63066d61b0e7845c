"""What may stand in the files: strict models, apart from the values that the program works with.

The files are kinder than the values: ids may be left out, a key point may be a mere sentence. They are stricter as
well: an unknown field is a mistake, never ignored.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from interview_coach.domain.base import Slug
from interview_coach.domain.vocabulary import Background, Difficulty, Format, Seniority, Track, Verdict
from interview_coach.library.file_groups import (
    CUE_EXAMPLE,
    CUES,
    MADE_FROM,
    MAX_ENTRIES,
    MAX_QUESTIONS,
    SENIORITY_NOTES,
    ContextFile,
    CriterionFlagFile,
    CueText,
    ExemplarFile,
    FileModel,
    KeyPointFile,
    LevelName,
    Line,
    Name,
    ProbeFile,
    Prose,
    RedFlagFile,
    StakeholderFile,
)

__all__ = [
    "MAX_ENTRIES",
    "MAX_QUESTIONS",
    "BankFile",
    "CriterionFile",
    "FileModel",
    "GateFile",
    "IndicatorFile",
    "LevelName",
    "Line",
    "Prose",
    "QuestionFile",
    "RubricFile",
]


def _sentence_alone(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class QuestionFile(FileModel):
    """A question; ``ask`` is all that it needs."""

    noun = "question"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} title, else from the question.")
    title: Line | None = Field(default=None, description="A few words for lists; the question's beginning if left out.")
    ask: Prose = Field(
        description="The question, as the interviewer says it; 30 to 100 words are easy to follow.",
        examples=["How would you decide whether our summariser is good enough to launch?"],
    )
    intent: str = Field(default="", max_length=20_000, description="What the question is meant to show.")
    formats: tuple[Format, ...] | None = Field(
        default=None,
        min_length=1,
        max_length=MAX_ENTRIES,
        description="Where it may be asked; drill and mock if left out, roleplay and drill with a stakeholder.",
        examples=[["drill", "mock"]],
    )
    tracks: tuple[Track, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Kinds of role that it suits; all if left out."
    )
    seniorities: tuple[Seniority, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Seniorities that it suits; all if left out."
    )
    backgrounds: tuple[Background, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Backgrounds that it suits; all if left out."
    )
    difficulty: Difficulty = Field(
        default=Difficulty.MEDIUM, description="How hard it is for a candidate of the middle of its seniorities."
    )
    minutes: float = Field(
        default=6.0, strict=True, gt=0, le=60, description="Time limit, in minutes.", examples=[5, 7.5]
    )
    context: tuple[ContextFile, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Facts to tell when the candidate asks to clarify."
    )
    key_points: tuple[
        Annotated[KeyPointFile, BeforeValidator(_sentence_alone, json_schema_input_type=str | KeyPointFile)], ...
    ] = Field(
        default=(),
        max_length=MAX_ENTRIES,
        description="What a strong answer covers, five or more: feedback names those that were covered and missed.",
    )
    probes: tuple[ProbeFile, ...] = Field(default=(), max_length=MAX_ENTRIES, description="Follow-ups, four or more.")
    hints: tuple[Prose, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="The hint ladder: a nudge, a stronger one, nearly the answer."
    )
    red_flags: tuple[RedFlagFile, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Signs that cap a criterion's level, whatever else was said."
    )
    exemplars: tuple[ExemplarFile, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Answers at levels 1, 3 and 5; the best is the model answer."
    )
    seniority_notes: dict[Seniority, Prose] = Field(default_factory=dict, description=SENIORITY_NOTES)
    stakeholder: StakeholderFile | None = Field(default=None, description="Makes the question a roleplay.")
    source: str = Field(
        default="", max_length=20_000, description="What it was made from, such as a sentence of a job posting."
    )


class BankFile(FileModel):
    """A question bank. It needs a title, a rubric and questions, each with an ``ask``."""

    noun = "question bank"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} file's name.", examples=["support-bots"])
    replaces: Slug | None = Field(
        default=None, description="The id of the bank, shipped or not, whose place this one takes; leave `id` out then."
    )
    title: Line = Field(description="Stands among the topics.", examples=["Support bots"])
    competency: Slug | None = Field(
        default=None, description="What is practised, shipped or of your own; the rubric's id if left out."
    )
    rubric: Name = Field(
        description="The id of the rubric that the answers are graded against.", examples=["evaluation-design"]
    )
    description: str = Field(default="", max_length=20_000, description="What the bank is about, for lists.")
    questions: tuple[QuestionFile, ...] = Field(min_length=1, max_length=MAX_QUESTIONS)


class IndicatorFile(FileModel):
    """An observable sign that a criterion is met; a mere sentence will do."""

    noun = "indicator"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} text.")
    text: Prose = Field(description="What can be seen or heard.", examples=["Names what can fail before being asked."])
    cues: tuple[CueText, ...] = Field(default=(), max_length=MAX_ENTRIES, description=CUES, examples=[CUE_EXAMPLE])


class CriterionFile(FileModel):
    """One scored dimension."""

    noun = "criterion"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} title. Key points and gates name it.")
    title: Line = Field(examples=["Names what can fail"])
    weight: float = Field(
        strict=True, gt=0, le=1, description="Its share of the level; the weights of all criteria sum to 1."
    )
    description: str = Field(default="", max_length=20_000, description="What the criterion is about.")
    levels: dict[LevelName, Prose] = Field(description="What was done at each of the levels 1 to 5.")
    indicators: tuple[
        Annotated[IndicatorFile, BeforeValidator(_sentence_alone, json_schema_input_type=str | IndicatorFile)], ...
    ] = Field(default=(), max_length=MAX_ENTRIES, description="Observable signs that the criterion is met.")
    red_flags: tuple[CriterionFlagFile, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Signs that cap this criterion's level."
    )


class GateFile(FileModel):
    """A rule that caps the verdict when its criterion is at or below ``at_most``."""

    noun = "gate"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} criterion.")
    criterion: Name = Field(description="The id of a criterion of this rubric.")
    at_most: float = Field(strict=True, ge=1, le=5, description="The level, 1 to 5, at or below which it holds back.")
    caps_verdict_at: Verdict = Field(description="The best verdict that is then possible.")
    reason: Prose = Field(
        description="Shown with the verdict.", examples=["No affected group was named: at most No hire."]
    )


class RubricFile(FileModel):
    """A rubric: criteria whose weights sum to 1, each with five anchored levels, and gates."""

    noun = "rubric"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} file's name.", examples=["support-quality"])
    replaces: Slug | None = Field(
        default=None, description="The id of the rubric, shipped or not, whose place this takes; leave `id` out then."
    )
    title: Line = Field(description="Stands in lists and on the scorecard.", examples=["Quality of support"])
    description: str = Field(default="", max_length=20_000, description="What is practised, for lists.")
    criteria: tuple[CriterionFile, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    gates: tuple[GateFile, ...] = Field(default=(), max_length=MAX_ENTRIES, description="Rules that cap the verdict.")
    seniority_notes: dict[Seniority, Prose] = Field(default_factory=dict, description=SENIORITY_NOTES)
