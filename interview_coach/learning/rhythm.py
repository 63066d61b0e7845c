"""Which kind of practice a day brings: mock interviews and scenes come at intervals, closer towards the interview.

The intervals are judgement, not measurement. They are counted back from the interview, so that a plan which is made
anew every day keeps them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from interview_coach.learning.tasks import Kind

WITHOUT_A_DATE = 14
"""Days that are planned where no interview is in sight; their rhythm repeats."""

MOCKS = (2, 5, 9)
"""Days before the interview with a mock interview; before that, one a week."""

_WEEK = 7
_READING = 3
"""One in so many days is for the study guide, where it brings nothing else and the interview is not near."""


def days_before(day: date, interview_on: date | None) -> int:
    """Return how many days lie before the interview on ``day``; without a date, a count that repeats every 14 days."""
    if interview_on is not None:
        return (interview_on - day).days
    return MOCKS[-1] + 1 + (-day.toordinal()) % WITHOUT_A_DATE


def special(before: int, possible: Collection[Kind]) -> Kind | None:
    """Return what a day so many days before the interview brings beside drills and reviews, if anything.

    ``possible`` are the kinds that there are questions for.
    """
    kind: Kind | None = None
    if before in MOCKS or (before > MOCKS[-1] and (before - MOCKS[-1]) % _WEEK == 0):
        kind = Kind.MOCK
    elif before % _WEEK == 4:
        kind = Kind.ROLEPLAY
    elif before % (2 * _WEEK) == _WEEK:
        kind = Kind.PORTFOLIO
    return kind if kind is not None and kind in possible else None


def reads(before: int) -> bool:
    """Return whether a day so many days before the interview is for the study guide."""
    return before > MOCKS[-1] and before % _READING == 1 and special(before, tuple(Kind)) is None


def reading_days(first: date, interview_on: date) -> int:
    """Return how many days from ``first`` up to the interview are for the study guide."""
    return sum(map(reads, range((interview_on - first).days + 1)))
