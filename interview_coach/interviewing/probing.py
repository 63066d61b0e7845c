"""Choosing the authored follow-up that is worth most."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.domain.question import Probe
from interview_coach.domain.transcript import Exchange, Turn
from interview_coach.domain.vocabulary import ProbeKind, Purpose
from interview_coach.lexical.coverage import COVERED, criterion_coverage, key_point_coverage

_REQUESTS = (Purpose.OPEN, Purpose.PROBE, Purpose.SPECIFICS)


def best_probes(exchange: Exchange, answers: Sequence[str]) -> list[Probe]:
    """Return the probes that were not asked yet: those whose aim ``answers`` leave open first, the most valuable first.

    Those whose aim was covered follow, since a covered point can still be questioned. A key point is worth its weight;
    a criterion is worth its weight beside an average criterion's, so one of average weight counts like a key point of
    weight 1. Among equals the authored order holds.
    """
    question, rubric = exchange.question, exchange.rubric
    covered = criterion_coverage(question, rubric, answers) | key_point_coverage(question, answers)
    value = {c.id: c.weight * len(rubric.criteria) for c in rubric.criteria}
    value |= {p.id: p.weight for p in question.key_points}
    asked = {turn.probe for turn in exchange.turns}
    left = [p for p in question.probes if p.id not in asked]
    return sorted(left, key=lambda p: (covered.get(p.aims_at, 0.0) >= COVERED, -value.get(p.aims_at, 0.0)))


def last_request(exchange: Exchange) -> tuple[Turn, ProbeKind | None]:
    """Return the interviewer's turn that is being answered, and what it asked for: ``None`` for the question itself."""
    turn = next(t for t in reversed(exchange.turns) if t.purpose in _REQUESTS)
    if turn.purpose is Purpose.OPEN:
        return turn, None
    kinds = (p.kind for p in exchange.question.probes if p.id == turn.probe)
    return turn, next(kinds, ProbeKind.SPECIFICS)


def newly_covered(exchange: Exchange, before: Sequence[str], now: Sequence[str]) -> bool:
    """Return whether the answers ``now`` cover a key point that those ``before`` did not."""
    earlier = key_point_coverage(exchange.question, before)
    return any(
        strength >= COVERED > earlier[key_point]
        for key_point, strength in key_point_coverage(exchange.question, now).items()
    )
