"""How much each competency needs to be practised: how far it is from the target, times how likely it is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.domain.naming import spaced
from interview_coach.domain.question import Question
from interview_coach.domain.verdict import THRESHOLDS
from interview_coach.domain.vocabulary import Format
from interview_coach.learning.standing import Standing

TARGET = THRESHOLDS[0][0]
"""The level to reach: that of the best verdict."""

UNMEASURED = 0.5
"""How far a competency without any level is taken to be from the target: halfway, since nobody knows."""

AT_LEAST = 0.1
"""How far one that reached the target is taken to be: what is never practised is forgotten."""

FEEDBACK_MINUTES = 4
"""Minutes to guess one's level and to read the scorecard, for each question. A figure for planning, nothing more."""


class Practice(Value):
    """What can be practised in a competency."""

    competency: Slug
    title: str
    minutes: int
    """What one question takes, feedback included: the mean of their time limits."""
    formats: tuple[Format, ...]


class Need(Value):
    """How much a competency needs to be practised, beside the others."""

    competency: Slug
    title: str
    weight: float
    """How likely it is asked about, beside the others."""
    level: float | None
    of: int
    estimate: bool
    distance: float
    """From the target: 0 (reached) to 1 (level 1)."""
    share: float
    """Of the time for practice, 0 to 1; all shares sum to 1."""
    why: str


def practices(questions: Iterable[Question], titles: Mapping[str, str]) -> tuple[Practice, ...]:
    """Return what can be practised with ``questions``, by competency; ``titles`` are those of the competencies."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.competency, []).append(question)
    return tuple(_practice(competency, found[competency], titles) for competency in sorted(found))


def question_minutes(question: Question) -> int:
    """Return what a question takes, feedback included."""
    return round(question.minutes) + FEEDBACK_MINUTES


def needs(
    practised: Iterable[Practice], standings: Iterable[Standing], weights: Mapping[str, float]
) -> tuple[Need, ...]:
    """Return how much each competency needs to be practised, the neediest first; one without a weight weighs 1."""
    standing = {s.competency: s for s in standings}
    raw = [_need(p, standing.get(p.competency), weights.get(p.competency, 1.0)) for p in practised]
    total = sum(n.weight * max(n.distance, AT_LEAST) for n in raw)
    shared = [n.model_copy(update={"share": n.weight * max(n.distance, AT_LEAST) / total}) for n in raw]
    return tuple(sorted(shared, key=lambda n: (-n.share, n.competency)))


def _practice(competency: str, questions: Sequence[Question], titles: Mapping[str, str]) -> Practice:
    drills = [q for q in questions if Format.DRILL in q.formats] or questions
    formats = {f for q in questions for f in q.formats if f is not Format.ROLEPLAY or q.stakeholder is not None}
    return Practice(
        competency=competency,
        title=titles.get(competency) or spaced(competency),
        minutes=round(sum(map(question_minutes, drills)) / len(drills)),
        formats=tuple(f for f in Format if f in formats),
    )


def _need(practice: Practice, standing: Standing | None, weight: float) -> Need:
    level = standing.level if standing else None
    distance = UNMEASURED if level is None else min(1.0, max(0.0, (TARGET - level) / (TARGET - 1)))
    return Need(
        competency=practice.competency,
        title=practice.title,
        weight=weight,
        level=level,
        of=standing.of if standing else 0,
        estimate=bool(standing and standing.estimate),
        distance=distance,
        share=0.0,
        why=_why(standing, weight),
    )


def _why(standing: Standing | None, weight: float) -> str:
    asked = f"weighs {weight:.1f} for this role"
    if standing is None:
        return f"not practised yet; {asked}"
    if standing.level is None:
        return f"practised without a level yet; {asked}"
    level = level_words(standing.level, margin_of(estimate=standing.estimate), Wording.ROUGH)
    doubt = ", an estimate" if standing.estimate else ""
    levels = "its only level" if standing.of == 1 else f"the mean of {standing.of} levels"
    return f"{level} ({levels}{doubt}); {asked}"
