"""Grades: a level with evidence, or the reason why there is none."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from interview_coach.domain.base import Slug, Text, Value
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Engine

LEVEL_WITHOUT_EVIDENCE = 2.0
"""The highest level that may stand without a quote: that something is absent is itself what was observed."""


class Evidence(Value):
    """A verbatim span of the candidate's words.

    ``turn`` counts the turns of the exchange from 0; ``start`` and ``end`` count characters of that turn's text,
    ``end`` exclusive, so that ``text[start:end] == quote``.
    """

    quote: Text
    turn: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class FlagRaised(Value):
    """A red flag that was seen, with where."""

    text: Text
    caps_at: int = Field(ge=1, le=5)
    evidence: Evidence


class Graded(Value):
    """A criterion's level (1.0 to 5.0) with its reason and its evidence."""

    status: Literal["graded"] = "graded"
    criterion: Slug
    level: float = Field(ge=1, le=5)
    margin: float = Field(default=0.0, ge=0, description="How far the level may be off; 1 for a coverage estimate.")
    reason: Text
    evidence: tuple[Evidence, ...] = ()
    next_level: str = Field(default="", description="What the next level needs.")
    red_flags: tuple[FlagRaised, ...] = ()
    samples: tuple[float, ...] = Field(default=(), description="The levels of which `level` is the mean, if several.")

    @model_validator(mode="after")
    def _no_quote_no_number(self) -> Self:
        if not self.evidence and self.level > LEVEL_WITHOUT_EVIDENCE:
            raise ValueError(f"a level above {LEVEL_WITHOUT_EVIDENCE:g} needs evidence")
        return self


class Ungraded(Value):
    """A criterion that has no level, and why."""

    status: Literal["ungraded"] = "ungraded"
    criterion: Slug
    level: None = None
    reason: Text
    evidence: tuple[Evidence, ...] = ()


CriterionGrade = Annotated[Graded | Ungraded, Field(discriminator="status")]


class Coverage(StrEnum):
    """How far a key point was covered."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSED = "missed"


class KeyPointFinding(Value):
    """What became of one key point."""

    key_point: Slug
    coverage: Coverage
    evidence: tuple[Evidence, ...] = ()


class GraderInfo(Value):
    """Who graded. Only a ``full`` grader's levels lead to a verdict; others are coverage estimates."""

    engine: Engine
    model: str
    prompt_hash: str = ""
    full: bool = False
    samples: int = Field(default=1, ge=1, description="How often each exchange is graded; levels are the mean.")


class ExchangeGrade(Value):
    """One grading of one exchange. Incomplete while ``finished`` is false."""

    run: Text
    at: datetime
    grader: GraderInfo
    rubric_hash: str
    rubric: Rubric | None = None
    """What was graded against, where it is not the rubric that the exchange was planned with."""
    criteria: tuple[CriterionGrade, ...] = ()
    key_points: tuple[KeyPointFinding, ...] = ()
    finished: bool = False

    @property
    def has_levels(self) -> bool:
        """Whether any criterion has a level."""
        return any(g.status == "graded" for g in self.criteria)

    def criterion(self, criterion_id: str) -> Graded | Ungraded | None:
        """Return the grade of that criterion, the latest where it was retried; ``None`` where it has none yet."""
        found = [g for g in self.criteria if g.criterion == criterion_id]
        return found[-1] if found else None
