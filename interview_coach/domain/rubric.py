"""A rubric: weighted criteria with anchored levels, and gates."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from interview_coach.domain.base import Slug, Text, Value, fingerprint
from interview_coach.domain.question import Cue, Level, RedFlag
from interview_coach.domain.vocabulary import Seniority, Verdict

WEIGHT_TOLERANCE = 0.001
"""How far the weights of a rubric may be from 1 in sum; room for thirds written with three digits."""


class Indicator(Value):
    """An observable sign that a criterion is met."""

    id: Slug
    text: Text
    cues: tuple[Cue, ...] = ()


class Criterion(Value):
    """One scored dimension: five anchored levels, indicators, red flags."""

    id: Slug
    title: Text
    weight: float = Field(gt=0, le=1, description="Share of the question's level; the weights sum to 1.")
    description: str = ""
    levels: dict[Level, Text] = Field(description="What was done at each of the levels 1 to 5.")
    indicators: tuple[Indicator, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()

    @model_validator(mode="after")
    def _all_levels(self) -> Self:
        missing = sorted({1, 2, 3, 4, 5} - set(self.levels))
        if missing:
            raise ValueError(f"levels {', '.join(map(str, missing))} have no anchor text")
        return self

    def anchor(self, level: float) -> str:
        """Return the anchor text of the level nearest to ``level`` (1.0 to 5.0; halves go up)."""
        return self.levels[nearest_level(level)]


class Gate(Value):
    """A rule that caps the verdict: it holds back when ``criterion`` is at or below ``at_most``."""

    id: Slug
    criterion: Slug
    at_most: float = Field(ge=1, le=5)
    caps_verdict_at: Verdict
    reason: Text


class Rubric(Value):
    """Weighted criteria for a competency, plus gates."""

    id: Slug
    title: Text
    description: str = ""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    gates: tuple[Gate, ...] = ()
    seniority_notes: dict[Seniority, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        total = sum(c.weight for c in self.criteria)
        if abs(total - 1) > WEIGHT_TOLERANCE:
            raise ValueError(f"the weights of the criteria sum to {total:g}; they must sum to 1")
        ids = [c.id for c in self.criteria]
        if twice := {i for i in ids if ids.count(i) > 1}:
            raise ValueError(f"criterion {sorted(twice)[0]!r} stands twice")
        for gate in self.gates:
            if gate.criterion not in ids:
                raise ValueError(
                    f"gate {gate.id!r} names the criterion {gate.criterion!r}, which is not in this rubric"
                )
        return self

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; raises ``KeyError`` where there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    @property
    def hash(self) -> str:
        """Fingerprint: grades made with different hashes are not comparable."""
        return fingerprint(self)


def nearest_level(level: float) -> int:
    """Round ``level`` (1.0 to 5.0) to the nearest anchored level; halves go up."""
    return max(1, min(5, int(level + 0.5)))
