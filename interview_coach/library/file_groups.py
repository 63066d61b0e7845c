"""The groups of fields that questions and criteria are made of, and what every group has in common."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from interview_coach.domain.base import Slug
from interview_coach.domain.vocabulary import (
    ProbeKind,
    Style,
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

MADE_FROM = "Lower-case words joined by hyphens; if left out, made from the"
CUES = "Phrases of two to six words that show that it was said, plain speech first; found by their stems."
CUE_EXAMPLE = ["who gets hurt", "worst case", "harm to the patient"]
SENIORITY_NOTES = "What changes with the seniority that is practised for."


class FileModel(BaseModel):
    """A group of fields in a file. ``noun`` is what messages call it."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    noun: ClassVar[str]


class ContextFile(FileModel):
    """One fact to tell when the candidate asks to clarify."""

    noun = "context item"
    about: Prose = Field(
        description="What the fact is about, in a few words that somebody would ask with.",
        examples=["volume of traffic", "who reads the letters"],
    )
    tell: Prose = Field(
        description="The fact, as the interviewer says it.", examples=["About 900 letters a week, in four hospitals."]
    )


class KeyPointFile(FileModel):
    """One thing that a strong answer covers; a mere sentence will do."""

    noun = "key point"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} text. Probes aim at it.")
    text: Prose = Field(
        description="What a strong answer says or does, in a sentence.",
        examples=["Names who is hurt by a wrong answer, and how badly."],
    )
    criterion: Name | None = Field(default=None, description="The id of the rubric's criterion that it counts for.")
    weight: float = Field(
        default=1.0,
        strict=True,
        gt=0,
        le=5,
        description="Its value beside the other key points: 1 is ordinary, 3 is what the question is about.",
        examples=[1, 2, 3],
    )
    cues: tuple[CueText, ...] = Field(default=(), max_length=MAX_ENTRIES, description=CUES, examples=[CUE_EXAMPLE])


class ProbeFile(FileModel):
    """A follow-up question, asked while what it aims at is not covered."""

    noun = "probe"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} question.")
    ask: Prose = Field(description="The follow-up, as the interviewer says it.", examples=["What would that cost?"])
    kind: ProbeKind = Field(default=ProbeKind.SPECIFICS, description="What it asks for.")
    aims_at: Name = Field(description="The id of a key point of this question, or of a criterion of its rubric.")


class RedFlagFile(FileModel):
    """A sign that caps a criterion's level."""

    noun = "red flag"
    id: Slug | None = Field(default=None, description=f"{MADE_FROM} text.")
    text: Prose = Field(
        description="What was said or done, in a sentence.", examples=["Launches without asking who could be hurt."]
    )
    criterion: Name = Field(description="The id of the rubric's criterion that it caps.")
    caps_at: LevelNumber = Field(default=2, description="The highest level that the criterion can then have, 1 to 5.")
    cues: tuple[CueText, ...] = Field(default=(), max_length=MAX_ENTRIES, description=CUES, examples=[CUE_EXAMPLE])


class CriterionFlagFile(RedFlagFile):
    """A red flag of a rubric: its criterion is the one that it stands under."""

    criterion: Name | None = Field(  # type: ignore[assignment]
        default=None, description="The id of the criterion that it stands under; leave it out."
    )


class ExemplarFile(FileModel):
    """An answer at a stated level. Natural ones at levels 1, 3 and 5 fix the scale of the offline grader."""

    noun = "exemplar"
    level: LevelNumber = Field(description="1 (not shown) to 5 (outstanding).", examples=[1, 3, 5])
    text: Prose = Field(
        description="The answer as somebody would say it: about 40 to 125 words at level 1, 100 to 210 at 3, "
        "180 to 340 at 5."
    )
    style: Style = Field(
        default=Style.NATURAL,
        description="Only natural ones fix the scale; a plain and a jargon twin test that wording earns nothing.",
    )


class StakeholderFile(FileModel):
    """The person whom the interviewer plays in a roleplay."""

    noun = "stakeholder"
    name: Line = Field(examples=["Ngozi Adeyemi"])
    role: Line = Field(examples=["Vice president of customer care"])
    wants: Prose = Field(description="What would satisfy them.", examples=["A date that she can promise the board."])
    fears: Prose = Field(description="What they would not say first.", examples=["Another headline about the bot."])
    opening: Prose = Field(description="What they say first, in character; it takes the place of `ask`.")
    escalates: tuple[Prose, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Said when an answer gave them nothing, mildest first."
    )
    softens: tuple[Prose, ...] = Field(
        default=(), max_length=MAX_ENTRIES, description="Said when an answer met a concern; never praise."
    )
