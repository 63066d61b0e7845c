"""Totals: from the levels of criteria to a question's level, an interview's level, gates and a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from interview_coach.domain.base import Value
from interview_coach.domain.grade import ExchangeGrade, Graded
from interview_coach.domain.rubric import Rubric
from interview_coach.domain.transcript import Exchange, Transcript
from interview_coach.domain.verdict import (
    GateHeld,
    VerdictReached,
    gates_held,
    gates_unchecked,
    is_better,
    reach_verdict,
)
from interview_coach.domain.vocabulary import Verdict

ENOUGH_GRADED = 0.6
"""Share of a rubric's weight that must be graded for the question to get a level, and of the planned questions for the
interview to get a verdict."""

PLACES = 6
"""Decimal places of a level: the error of summing weights must not carry a level across a threshold."""


class ExchangeScore(Value):
    """A question's level, or why it has none."""

    exchange: int
    question_id: str
    competency: str
    level: float | None
    reason: str = ""
    gates: tuple[GateHeld, ...] = ()


class Scorecard(Value):
    """All questions' levels, the interview's, gates, and the verdict where a full grader graded."""

    exchanges: tuple[ExchangeScore, ...]
    level: float | None
    reason: str = ""
    graded: int
    """How many questions have a level."""
    planned: int
    """How many questions the interview was planned with."""
    estimate: bool
    """Whether the levels are coverage estimates (±1 level), which never lead to a verdict."""
    comparable: bool
    """Whether one grader, with one prompt, graded everything, however often; otherwise the whole has no level."""
    verdict: VerdictReached | None = None


def weighted_level(grade: ExchangeGrade, rubric: Rubric) -> float | None:
    """Return the weighted mean level of the graded criteria (1.0 to 5.0); ``rubric`` is the one it measured against.

    Ungraded criteria count for nothing, neither 0 nor 1. ``None`` where less than :data:`ENOUGH_GRADED` of the
    weight is graded.
    """
    weight = total = 0.0
    for criterion in rubric.criteria:
        found = grade.criterion(criterion.id)
        if isinstance(found, Graded):
            weight += criterion.weight
            total += criterion.weight * found.level
    return round(total / weight, PLACES) if weight >= ENOUGH_GRADED - 1e-9 else None


def why_no_level(grade: ExchangeGrade | None) -> str:
    """Return why an exchange that was so graded has no level."""
    if grade is None:
        return "Not graded yet."
    reasons = [g.reason for g in grade.criteria if g.status == "ungraded"]
    return reasons[0] if reasons else "Too few criteria are graded."


def score_exchange(index: int, exchange: Exchange) -> ExchangeScore:
    """Return the level of one exchange by its current grade."""
    grade = exchange.grade
    rubric = exchange.rubric_of(grade)
    level = weighted_level(grade, rubric) if grade else None
    return ExchangeScore(
        exchange=index,
        question_id=exchange.question.id,
        competency=exchange.question.competency,
        level=level,
        reason="" if level is not None else why_no_level(grade),
        gates=gates_held(rubric, grade) if grade else (),
    )


def scorecard(transcript: Transcript) -> Scorecard:
    """Return the scorecard of an interview: the mean of its questions' levels, gates and verdict."""
    scores = tuple(score_exchange(i, e) for i, e in enumerate(transcript.exchanges))
    grades = [e.grade for e in transcript.exchanges if e.grade]
    graders = {g.grader.model_copy(update={"samples": 1}) for g in grades}
    levels = [s.level for s in scores if s.level is not None]
    comparable = len(graders) <= 1
    full = bool(graders) and all(g.full for g in graders)
    level = round(sum(levels) / len(levels), PLACES) if levels and comparable else None
    reason = ""
    if not levels:
        reason = "No question has a level."
    elif not comparable:
        reason = "Different graders graded the questions, so their levels have no common mean."
    verdict = None
    planned = len(transcript.plan.questions)
    if full and level is not None and len(levels) >= ENOUGH_GRADED * planned:
        verdict = reach_verdict(level, [gate for s in scores for gate in s.gates])
        verdict = verdict.model_copy(
            update={"reasons": (*verdict.reasons, *_reservations(transcript, verdict.verdict, planned - len(levels)))}
        )
    return Scorecard(
        exchanges=scores,
        level=level,
        reason=reason,
        graded=len(levels),
        planned=planned,
        estimate=not full,
        comparable=comparable,
        verdict=verdict,
    )


def _reservations(transcript: Transcript, reached: Verdict, without: int) -> Iterator[str]:
    """Yield what the verdict could not regard: questions without a level, and gates that could cap it."""
    if without:
        has = "has" if without == 1 else "have"
        yield f"{without} of {len(transcript.plan.questions)} questions {has} no level and could not be regarded."
    for number, exchange in enumerate(transcript.exchanges, start=1):
        grade, rubric = exchange.grade, exchange.current_rubric
        if grade is None or weighted_level(grade, rubric) is None:
            continue
        gates = (g for g in gates_unchecked(rubric, grade) if is_better(reached, g.caps_verdict_at))
        for title in dict.fromkeys(rubric.criterion(g.criterion).title for g in gates):
            why = f"since question {number} has no level in “{title}”"
            yield f"A gate could not be checked, {why}: it could cap the verdict."
