"""What an interview will be: the candidate's choices, and the plan made from them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.persona import PersonaId
from interview_coach.domain.question import Question
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.vocabulary import Background, Engine, Format, Seniority, Track


class TimeScope(StrEnum):
    """What the clock is set for."""

    QUESTION = "question"
    INTERVIEW = "interview"


class TimeLimit(Value):
    """Minutes for each question, or for the whole interview. Questions' own limits hold where there is none."""

    scope: TimeScope = TimeScope.QUESTION
    minutes: float = Field(gt=0, le=240)


class Choices(Value):
    """What the candidate chooses before an interview; remembered for the next one."""

    format: Format = Format.DRILL
    topics: tuple[Slug, ...] = Field(default=(), description="Competencies; none means any.")
    track: Track = Track.PRODUCT_FEATURE
    seniority: Seniority = Seniority.MID
    background: Background = Background.FROM_PM
    persona: PersonaId = PersonaId.WARM_PEER
    questions: int = Field(default=3, ge=1, le=20, description="How many, in a mock interview.")
    time: TimeLimit | None = None
    engine: Engine | None = Field(default=None, description="None chooses by what is available.")
    question_id: Slug | None = Field(default=None, description="Exactly this question.")


class AttemptRef(Value):
    """Points at an earlier attempt at the same question."""

    interview: str
    exchange: int = Field(ge=0)


class Plan(Value):
    """An interview as it was planned. Holds questions and rubrics whole, so a transcript never changes meaning."""

    format: Format
    track: Track
    seniority: Seniority
    background: Background
    persona: PersonaId
    questions: tuple[Question, ...] = Field(min_length=1)
    rubrics: tuple[Rubric, ...] = Field(min_length=1)
    time: TimeLimit | None = None
    probe_budget: int = Field(ge=0, le=10, description="Probes at most for each question.")
    engine: Engine = Engine.OFFLINE
    seed: int = 0
    redo_of: AttemptRef | None = Field(default=None, description="The attempt that the only question repeats.")
    redoes: tuple[AttemptRef, ...] = Field(
        default=(), description="The attempts that several questions repeat, in the order of the questions."
    )
    portfolio: str = Field(default="", description="The candidate's own case, in their words, where they brought one.")

    def earlier(self, index: int) -> AttemptRef | None:
        """Return the attempt that the question of that index repeats; ``None`` where it repeats none."""
        return self.redoes[index] if 0 <= index < len(self.redoes) else self.redo_of

    def rubric_of(self, question: Question) -> Rubric:
        """Return the rubric that ``question`` is graded against; raises ``KeyError`` where the plan lacks it."""
        for rubric in self.rubrics:
            if rubric.id == question.rubric:
                return rubric
        raise KeyError(question.rubric)
