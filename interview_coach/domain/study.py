"""The study guide: what to read, take and build, tied to competencies, in phases."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from interview_coach.domain.base import Slug, Text, Value


class MaterialKind(StrEnum):
    """What somebody does with it."""

    BOOK = "book"
    READING = "reading"
    COURSE = "course"
    TASK = "task"


class Phase(Value):
    """A stretch of learning, for somebody who begins at the beginning."""

    id: Slug
    title: Text
    weeks: int = Field(ge=1, le=52)
    why: Text


class Material(Value):
    """One thing to study, and what to do with it."""

    id: Slug
    phase: Slug
    kind: MaterialKind
    hours: float = Field(gt=0, le=100, description="Roughly, for planning only.")
    title: Text
    competencies: tuple[Slug, ...] = Field(min_length=1)
    do: Text


class StudyGuide(Value):
    """All material; within a phase in the order to take it in."""

    phases: tuple[Phase, ...] = ()
    material: tuple[Material, ...] = ()
