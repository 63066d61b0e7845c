"""What may stand in the files: strict models, apart from the values that the program works with.

The files are kinder than the values: ids may be left out, a key point may be a mere sentence. They are stricter as
well: an unknown field is a mistake, never ignored.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from interview_coach.domain.base import Slug
from interview_coach.domain.vocabulary import (
    Background,
    Difficulty,
    Format,
    ProbeKind,
    Seniority,
    Style,
    Track,
    Verdict,
)

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
"""Text of any length that a person would write."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n\t]*$")]
"""Text that must fit on a line."""

CueText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""The id of something else; checks across fields tell whether there is such a thing, and what was meant."""

MAX_ENTRIES = 100
"""In any list but that of a bank's questions."""

MAX_QUESTIONS = 2_000

LevelNumber = Annotated[int, Field(strict=True, ge=1, le=5)]
LevelName = Literal["1", "2", "3", "4", "5"]


def _sentence_alone(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class FileModel(BaseModel):
    """A group of fields in a file. ``noun`` is what messages call it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    noun: ClassVar[str]


class ContextFile(FileModel):
    """One fact to tell when the candidate asks to clarify."""

    noun = "context item"
    about: Prose = Field(description="What the fact is about, in a few words that somebody would ask with.")
    tell: Prose = Field(description="The fact, as the interviewer says it.")


class KeyPointFile(FileModel):
    """One thing that a strong answer covers; a mere sentence will do."""

    noun = "key point"
    id: Slug | None = None
    text: Prose
    criterion: Name | None = Field(default=None, description="The rubric's criterion that it counts for.")
    weight: float = Field(default=1.0, strict=True, gt=0, le=5, description="Its value beside the other key points.")
    cues: tuple[CueText, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Phrases that show that it was said."
    )


class ProbeFile(FileModel):
    """A follow-up question."""

    noun = "probe"
    id: Slug | None = None
    ask: Prose
    kind: ProbeKind = ProbeKind.SPECIFICS
    aims_at: Name = Field(description="The id of a key point of this question, or of a criterion of its rubric.")


class RedFlagFile(FileModel):
    """A sign that caps a criterion's level."""

    noun = "red flag"
    id: Slug | None = None
    text: Prose
    criterion: Name
    caps_at: LevelNumber = 2
    cues: tuple[CueText, ...] = Field(default=(), max_length=MAX_ENTRIES)


class CriterionFlagFile(RedFlagFile):
    """A red flag of a rubric: its criterion is the one that it stands under."""

    criterion: Name | None = None  # type: ignore[assignment]


class ExemplarFile(FileModel):
    """An answer at a stated level."""

    noun = "exemplar"
    level: LevelNumber
    text: Prose
    style: Style = Style.NATURAL


class StakeholderFile(FileModel):
    """The person whom the interviewer plays in a roleplay."""

    noun = "stakeholder"
    name: Line
    role: Line
    wants: Prose
    fears: Prose
    opening: Prose = Field(description="What they say first, in character.")
    escalates: tuple[Prose, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Said when an answer gave them nothing."
    )
    softens: tuple[Prose, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Said when an answer met a concern."
    )


class QuestionFile(FileModel):
    """A question; ``ask`` is all that it needs."""

    noun = "question"
    id: Slug | None = Field(default=None, description="Made from the title, else from the question, if left out.")
    title: Line | None = None
    ask: Prose = Field(description="The question, as the interviewer says it.")
    intent: str = Field(default="", max_length=20_000, description="What the question is meant to show.")
    formats: tuple[Format, ...] | None = Field(default=None, min_length=1, max_length=MAX_ENTRIES)
    tracks: tuple[Track, ...] = Field(default=(), max_length=MAX_ENTRIES, description="None means all.")
    seniorities: tuple[Seniority, ...] = Field(default=(), max_length=MAX_ENTRIES, description="None means all.")
    backgrounds: tuple[Background, ...] = Field(default=(), max_length=MAX_ENTRIES, description="None means all.")
    difficulty: Difficulty = Difficulty.MEDIUM
    minutes: float = Field(default=6.0, strict=True, gt=0, le=60, description="Time limit.")
    context: tuple[ContextFile, ...] = Field(default=(), max_length=MAX_ENTRIES)
    key_points: tuple[
        Annotated[KeyPointFile, BeforeValidator(_sentence_alone, json_schema_input_type=str | KeyPointFile)], ...
    ] = Field(default=(), max_length=MAX_ENTRIES)
    probes: tuple[ProbeFile, ...] = Field(default=(), max_length=MAX_ENTRIES)
    hints: tuple[Prose, ...] = Field(default=(), max_length=MAX_ENTRIES, description="The hint ladder, weakest first.")
    red_flags: tuple[RedFlagFile, ...] = Field(default=(), max_length=MAX_ENTRIES)
    exemplars: tuple[ExemplarFile, ...] = Field(default=(), max_length=MAX_ENTRIES)
    seniority_notes: dict[Seniority, Prose] = Field(default_factory=dict)
    stakeholder: StakeholderFile | None = Field(default=None, description="Makes the question a roleplay.")
    source: str = Field(
        default="", max_length=20_000, description="What it was made from, such as a sentence of a job posting."
    )


class BankFile(FileModel):
    """A question bank."""

    noun = "question bank"
    id: Slug | None = Field(default=None, description="Made from the file's name if left out.")
    replaces: Slug | None = Field(
        default=None,
        description="The id of the shipped or other bank whose place this one takes; then `id` is left out.",
    )
    title: Line
    competency: Slug | None = Field(default=None, description="The rubric's id if left out.")
    rubric: Name = Field(description="The id of the rubric that the answers are graded against.")
    description: str = Field(default="", max_length=20_000)
    questions: tuple[QuestionFile, ...] = Field(min_length=1, max_length=MAX_QUESTIONS)


class IndicatorFile(FileModel):
    """An observable sign that a criterion is met; a mere sentence will do."""

    noun = "indicator"
    id: Slug | None = None
    text: Prose
    cues: tuple[CueText, ...] = Field(default=(), max_length=MAX_ENTRIES)


class CriterionFile(FileModel):
    """One scored dimension."""

    noun = "criterion"
    id: Slug | None = Field(default=None, description="Made from the title if left out.")
    title: Line
    weight: float = Field(strict=True, gt=0, le=1, description="The weights of all criteria sum to 1.")
    description: str = Field(default="", max_length=20_000)
    levels: dict[LevelName, Prose] = Field(description="What was done at each of the levels 1 to 5.")
    indicators: tuple[
        Annotated[IndicatorFile, BeforeValidator(_sentence_alone, json_schema_input_type=str | IndicatorFile)], ...
    ] = Field(default=(), max_length=MAX_ENTRIES)
    red_flags: tuple[CriterionFlagFile, ...] = Field(default=(), max_length=MAX_ENTRIES)


class GateFile(FileModel):
    """A rule that caps the verdict when its criterion is at or below ``at_most``."""

    noun = "gate"
    id: Slug | None = None
    criterion: Name
    at_most: float = Field(strict=True, ge=1, le=5)
    caps_verdict_at: Verdict
    reason: Prose


class RubricFile(FileModel):
    """A rubric."""

    noun = "rubric"
    id: Slug | None = Field(default=None, description="Made from the file's name if left out.")
    replaces: Slug | None = Field(
        default=None,
        description="The id of the shipped or other rubric whose place this one takes; then `id` is left out.",
    )
    title: Line
    description: str = Field(default="", max_length=20_000)
    criteria: tuple[CriterionFile, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    gates: tuple[GateFile, ...] = Field(default=(), max_length=MAX_ENTRIES)
    seniority_notes: dict[Seniority, Prose] = Field(default_factory=dict)
