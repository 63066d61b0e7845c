"""A question with everything that an interviewer and a grader need to know about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from interview_coach.domain.base import Slug, Text, Value
from interview_coach.domain.vocabulary import (
    Background,
    Difficulty,
    Format,
    ProbeKind,
    Seniority,
    Style,
    Track,
)

Level = Annotated[int, Field(ge=1, le=5)]
"""An anchored level, 1 (not shown) to 5 (outstanding)."""

Cue = Annotated[str, Field(min_length=2, max_length=80)]
"""A phrase of one to six words that shows that something was said; compared by word stems, in order."""


class ContextItem(Value):
    """One fact that the interviewer tells when the candidate asks to clarify."""

    about: Text = Field(description="What the fact is about, in a few words; matched with what was asked.")
    tell: Text = Field(description="The fact, as the interviewer says it.")


class KeyPoint(Value):
    """One thing that a strong answer to this question covers."""

    id: Slug
    text: Text
    criterion: Slug | None = Field(default=None, description="The rubric's criterion that it counts for.")
    weight: float = Field(default=1.0, gt=0, le=5, description="How valuable it is beside the other key points.")
    cues: tuple[Cue, ...] = ()


class Probe(Value):
    """An authored follow-up aimed at one key point or criterion."""

    id: Slug
    ask: Text
    kind: ProbeKind = ProbeKind.SPECIFICS
    aims_at: Slug = Field(description="The id of a key point of this question, or of a criterion of its rubric.")


class RedFlag(Value):
    """A sign that caps a criterion's level."""

    id: Slug
    text: Text
    criterion: Slug
    caps_at: Level = 2
    cues: tuple[Cue, ...] = ()


class Exemplar(Value):
    """An authored answer at a stated level; the natural one at level 5 is the model answer."""

    level: Level
    text: Text
    style: Style = Style.NATURAL


class Stakeholder(Value):
    """The person whom the interviewer plays in a roleplay."""

    name: Text
    role: Text
    wants: Text
    fears: Text
    opening: Text = Field(description="What they say first, in character; it takes the place of `ask`.")
    escalates: tuple[Text, ...] = Field(default=(), description="Said when an answer gave them nothing, mildest first.")
    softens: tuple[Text, ...] = Field(default=(), description="Said when an answer met a concern; never praise.")


class Question(Value):
    """A question with its context, key points, probes, hint ladder and exemplars.

    Empty ``tracks``, ``seniorities`` or ``backgrounds`` mean that it fits all of them.
    """

    id: Slug
    bank: Slug
    competency: Slug
    rubric: Slug
    title: Text
    ask: Text
    intent: str = ""
    formats: tuple[Format, ...] = (Format.DRILL, Format.MOCK)
    tracks: tuple[Track, ...] = ()
    seniorities: tuple[Seniority, ...] = ()
    backgrounds: tuple[Background, ...] = ()
    difficulty: Difficulty = Difficulty.MEDIUM
    minutes: float = Field(default=6.0, gt=0, le=60, description="Time limit, in minutes.")
    context: tuple[ContextItem, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    probes: tuple[Probe, ...] = ()
    hints: tuple[Text, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    seniority_notes: dict[Seniority, str] = Field(default_factory=dict)
    stakeholder: Stakeholder | None = None
    source: str = Field(default="", description="What it was made from, such as a sentence of a job posting.")

    @property
    def spoken(self) -> str:
        """What the candidate hears first: the stakeholder's opening in a roleplay, else the question."""
        return self.stakeholder.opening if self.stakeholder else self.ask

    @property
    def model_answer(self) -> Exemplar | None:
        """The natural exemplar of the highest level, at least 4; ``None`` where none was authored."""
        natural = [e for e in self.exemplars if e.style is Style.NATURAL and e.level >= 4]
        return max(natural, key=lambda e: e.level, default=None)

    def calibration(self) -> Iterator[Exemplar]:
        """Yield the natural exemplars, lowest level first: they fix the scale of the offline grader."""
        natural = (e for e in self.exemplars if e.style is Style.NATURAL)
        yield from sorted(natural, key=lambda e: e.level)

    def fits(self, track: Track, seniority: Seniority, background: Background) -> bool:
        """Return whether the question suits such a candidate."""
        return (
            (not self.tracks or track in self.tracks)
            and (not self.seniorities or seniority in self.seniorities)
            and (not self.backgrounds or background in self.backgrounds)
        )
