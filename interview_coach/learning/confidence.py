"""Self-assessment against grade: does the candidate guess too high or too low?"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import sqrt
from statistics import fmean, stdev

from interview_coach.domain.attempt import Attempt, Scale
from interview_coach.domain.base import Value
from interview_coach.learning.standing import grader_words, same_grader

FEWEST = 5
"""Guesses below which nothing is said."""

NOTICEABLE = 0.5
"""Levels by which guesses must be off a full grade on the mean to be worth a word."""

ESTIMATED_TOO_LOW, ESTIMATED_TOO_HIGH = 2.0, 1.0
"""Levels by which guesses must lie above or below coverage estimates before it is said to be the candidate's doing.
Strangers' strong answers are estimated 1.6 levels too low on the mean, weak ones never a level too high
(``docs/offline-grader.md``)."""

TOO_LOW_BY = 1.6
"""Levels by which estimates of strong answers are too low on the mean (``docs/offline-grader.md``)."""

_ERRORS = (
    2.776,
    2.571,
    2.447,
    2.365,
    2.306,
    2.262,
    2.228,
    2.201,
    2.179,
    2.160,
    2.145,
    2.131,
    2.120,
    2.110,
    2.101,
    2.093,
)
"""Standard errors that the mean of 5, 6, … guesses is off by chance in 5 of 100 cases: Student's t for 4, 5, … degrees
of freedom, two-sided ("The probable error of a mean", Biometrika 6, 1908; any table has them)."""


class Leaning(StrEnum):
    """What the guesses say."""

    TOO_FEW = "too-few"
    ABOUT_RIGHT = "about-right"
    OVER = "over-confident"
    UNDER = "under-confident"
    UNCLEAR = "unclear"


class Confidence(Value):
    """How the candidate's guesses compare with the levels of one grader."""

    label: str
    """Who graded, in plain words."""
    estimate: bool
    of: int
    """Guesses that have a level beside them."""
    difference: float
    """The mean of guess minus level: positive where guesses are too high."""
    spread: float | None
    """The standard error of that mean; ``None`` of a single guess."""
    leaning: Leaning
    words: str
    """What it says, in a sentence."""


def confidences(attempts: Iterable[Attempt]) -> tuple[Confidence, ...]:
    """Return how guesses compare with levels, for each grader apart, the latest grader first.

    ``attempts`` are in time order.
    """
    pairs: list[tuple[Scale, list[float]]] = []
    for attempt in attempts:
        if attempt.self_level is None or attempt.level is None or attempt.scale is None:
            continue
        known = next((p for p in pairs if same_grader(p[0], attempt.scale)), None)
        if known:
            pairs.remove(known)
        pairs.append(known or (attempt.scale, []))
        pairs[-1][1].append(attempt.self_level - attempt.level)
    return tuple(_confidence(scale, found) for scale, found in reversed(pairs))


def _confidence(scale: Scale, differences: list[float]) -> Confidence:
    mean = fmean(differences)
    error = stdev(differences) / sqrt(len(differences)) if len(differences) > 1 else None
    leaning = _leaning(len(differences), mean, error, estimate=not scale.full)
    return Confidence(
        label=grader_words(scale),
        estimate=not scale.full,
        of=len(differences),
        difference=mean,
        spread=error,
        leaning=leaning,
        words=_words(leaning, mean, len(differences), estimate=not scale.full),
    )


def _leaning(count: int, mean: float, error: float | None, *, estimate: bool) -> Leaning:
    if count < FEWEST or error is None:
        return Leaning.TOO_FEW
    above, below = (ESTIMATED_TOO_LOW, ESTIMATED_TOO_HIGH) if estimate else (NOTICEABLE, NOTICEABLE)
    chance = _ERRORS[min(count - FEWEST, len(_ERRORS) - 1)] * error
    if -below <= mean <= above:
        return Leaning.ABOUT_RIGHT if not estimate and chance <= NOTICEABLE else Leaning.UNCLEAR
    explained = TOO_LOW_BY if estimate and mean > 0 else 0.0
    if abs(mean) <= explained + chance:
        return Leaning.UNCLEAR
    return Leaning.OVER if mean > 0 else Leaning.UNDER


def _words(leaning: Leaning, mean: float, count: int, *, estimate: bool) -> str:
    if leaning is Leaning.TOO_FEW:
        return f"{count} guess{'es' if count > 1 else ''} so far: too few to say ({FEWEST} are needed)."
    where = f"on the mean {abs(mean):.1f} levels {'above' if mean > 0 else 'below'} the {count} "
    where += "estimates" if estimate else "grades"
    match leaning:
        case Leaning.ABOUT_RIGHT:
            return f"Your guesses are about right: {where}."
        case Leaning.UNCLEAR if estimate:
            off = (
                f"Estimates of strong answers come out {TOO_LOW_BY} levels too low"
                if mean > 0
                else "Estimates are rough"
            )
            return f"Your guesses lie {where}. {off}, so that alone says nothing about you."
        case Leaning.UNCLEAR:
            return f"Your guesses lie {where}, and differ too much from one another to say more."
    return f"You are {leaning}: your guesses lie {where}."
