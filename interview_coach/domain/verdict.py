"""The four-step verdict: explicit rules over a level and gates. A round is not an average, so gates cap it."""

from __future__ import annotations

from collections.abc import Sequence

from interview_coach.domain.base import Value
from interview_coach.domain.grade import ExchangeGrade, Graded
from interview_coach.domain.rubric import Gate, Rubric
from interview_coach.domain.vocabulary import Verdict

THRESHOLDS: tuple[tuple[float, Verdict], ...] = (
    (4.25, Verdict.STRONG_HIRE),
    (3.25, Verdict.HIRE),
    (2.25, Verdict.NO_HIRE),
)
"""The mean level from which each verdict is reached; below the last it is a strong no hire."""

_ORDER = tuple(Verdict)


class GateHeld(Value):
    """A gate that holds the verdict back, and why."""

    gate: str
    criterion: str
    caps_verdict_at: Verdict
    reason: str


class VerdictReached(Value):
    """The verdict with its reasons, in the order in which they count."""

    verdict: Verdict
    reasons: tuple[str, ...]


def gates_held(rubric: Rubric, grade: ExchangeGrade) -> tuple[GateHeld, ...]:
    """Return the rubric's gates that hold back, by the levels of ``grade``; an ungraded criterion holds no gate."""
    held = []
    for gate in rubric.gates:
        found = grade.criterion(gate.criterion)
        if isinstance(found, Graded) and found.level <= gate.at_most:
            held.append(
                GateHeld(
                    gate=gate.id,
                    criterion=gate.criterion,
                    caps_verdict_at=gate.caps_verdict_at,
                    reason=gate.reason,
                )
            )
    return tuple(held)


def gates_unchecked(rubric: Rubric, grade: ExchangeGrade) -> tuple[Gate, ...]:
    """Return the rubric's gates of which ``grade`` cannot tell whether they hold back: their criterion is ungraded."""
    return tuple(gate for gate in rubric.gates if not isinstance(grade.criterion(gate.criterion), Graded))


def is_better(one: Verdict, other: Verdict) -> bool:
    """Return whether ``one`` is the better verdict."""
    return _ORDER.index(one) > _ORDER.index(other)


def reach_verdict(level: float, gates: Sequence[GateHeld]) -> VerdictReached:
    """Return the verdict for a mean level (1.0 to 5.0), held back by ``gates``."""
    reached = next((v for threshold, v in THRESHOLDS if level >= threshold), Verdict.STRONG_NO_HIRE)
    reasons = [f"The mean level is {level:.2f}."]
    for gate in gates:
        if is_better(reached, gate.caps_verdict_at):
            reached = gate.caps_verdict_at
            reasons.insert(0, gate.reason)
    return VerdictReached(verdict=reached, reasons=tuple(reasons))
