"""Levels over time as lines. A line never mixes scales.

Another grader, prompt or rubric, or of full grades another seniority, begins another line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from interview_coach.domain.attempt import Attempt, Scale
from interview_coach.domain.base import Slug, Value
from interview_coach.domain.comparing import differences
from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.vocabulary import Difficulty, Format, Seniority
from interview_coach.learning.trend import Trend, trend_of


class Point(Value):
    """The level of one attempt."""

    at: datetime
    level: float
    attempt: AttemptRef
    question: Slug
    bank: Slug
    title: str
    format: Format
    difficulty: Difficulty


class Line(Value):
    """The levels of one competency on one scale, in time order; at least one."""

    competency: Slug
    scale: Scale
    label: str
    """Who measured, in plain words; lines of one competency differ in it."""
    points: tuple[Point, ...]
    trend: Trend
    changed: tuple[str, ...] = ()
    """Why this line cannot be joined to the one before it, a sentence each; empty for a competency's first."""

    @property
    def estimate(self) -> bool:
        """Whether the levels are coverage estimates (±1 level)."""
        return not self.scale.full

    @property
    def mean(self) -> float:
        """The mean of all its levels."""
        return sum(p.level for p in self.points) / len(self.points)


def measured(scale: Scale) -> Scale:
    """Return what of a scale decides whether levels are comparable: how often each answer was graded does not."""
    return scale if scale.samples == 1 else scale.model_copy(update={"samples": 1})


def lines(attempts: Iterable[Attempt]) -> tuple[Line, ...]:
    """Return the lines that attempts in time order make, by competency, the earliest line of each first."""
    points: dict[tuple[str, Scale], list[Point]] = {}
    for attempt in attempts:
        if attempt.level is not None and attempt.scale is not None:
            points.setdefault((attempt.competency, measured(attempt.scale)), []).append(_point(attempt))
    several = several_seniorities((competency, scale) for competency, scale in points)
    result: list[Line] = []
    for (competency, scale), found in sorted(points.items(), key=lambda item: (item[0][0], item[1][0].at)):
        before = [line for line in result if line.competency == competency]
        result.append(
            Line(
                competency=competency,
                scale=scale,
                label=_label(scale, [line.label for line in before], role=competency in several),
                points=tuple(found),
                trend=trend_of([p.level for p in found]),
                changed=differences(before[-1].scale, scale) if before else (),
            )
        )
    return tuple(result)


def several_seniorities(measured_with: Iterable[tuple[str, Scale]]) -> frozenset[str]:
    """Return the competencies, first of each pair, whose full grades were given for more than one seniority."""
    found: dict[str, set[Seniority]] = {}
    for competency, scale in measured_with:
        if scale.seniority is not None:
            found.setdefault(competency, set()).add(scale.seniority)
    return frozenset(competency for competency, seniorities in found.items() if len(seniorities) > 1)


def scale_words(scale: Scale, *, role: bool = False) -> str:
    """Return who measured, in a few words: the model, and whether it estimates; ``role`` adds for which seniority."""
    if not scale.full:
        return f"{scale.model}, estimates ±1"
    return f"{scale.model}, full grades" + (f", seniority {scale.seniority}" if role and scale.seniority else "")


def _label(scale: Scale, taken: Sequence[str], *, role: bool) -> str:
    """Return who measured; a number tells prompts and rubrics apart that changed under the same grader."""
    words = scale_words(scale, role=role)
    versions = sum(label == words or label.startswith(f"{words}, version ") for label in taken)
    return f"{words}, version {versions + 1}" if versions else words


def _point(attempt: Attempt) -> Point:
    return Point(
        at=attempt.at,
        level=attempt.level or 0.0,
        attempt=AttemptRef(interview=attempt.interview, exchange=attempt.exchange),
        question=attempt.question,
        bank=attempt.bank,
        title=attempt.title,
        format=attempt.format,
        difficulty=attempt.difficulty,
    )
