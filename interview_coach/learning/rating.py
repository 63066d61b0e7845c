"""From the level of an attempt to a rating of the scheduler: how well the question was still known.

The scheduler knows four ratings; the first is a lapse, the other three are not. What stands behind the thresholds is in
``docs/decisions/0016-when-a-question-is-due.md``.
"""

from __future__ import annotations

from enum import StrEnum

from interview_coach.domain.attempt import Attempt

LAPSE_BELOW = 2.0
"""The level below which a full grade is a lapse: less than level 2 showed nothing of what was asked."""

ESTIMATED_LAPSE_BELOW = 1.6
"""The same for a coverage estimate. Of the strangers' answers, 62 of 68 weak ones lie below, 1 of 68 middling ones and
none of the strong ones (``tests/content/test_strangers.py`` counts them again)."""

GOOD_FROM, EASY_FROM = 3.0, 4.0


class Rating(StrEnum):
    """How well a question was known, as FSRS names it, worst first."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


_ORDER = tuple(Rating)


def rating_of(attempt: Attempt) -> Rating | None:
    """Return how well the question was known; ``None`` where the attempt says nothing about that.

    An attempt without an answer or without a level is no review, so it never counts as a lapse. An estimate may be a
    level off, so it is never ``EASY``, and a lapse only where even middling answers hardly ever come out so low. Help
    is no knowledge: who took one hint knew it well at best, who took more knew it with difficulty.
    """
    if not attempt.answered or attempt.level is None or attempt.scale is None:
        return None
    return min(_by_level(attempt.level, full=attempt.scale.full), _at_best(attempt.hints), key=_ORDER.index)


def _by_level(level: float, *, full: bool) -> Rating:
    if level < (LAPSE_BELOW if full else ESTIMATED_LAPSE_BELOW):
        return Rating.AGAIN
    if level < GOOD_FROM:
        return Rating.HARD
    return Rating.EASY if full and level >= EASY_FROM else Rating.GOOD


def _at_best(hints: int) -> Rating:
    return Rating.EASY if not hints else Rating.GOOD if hints == 1 else Rating.HARD
