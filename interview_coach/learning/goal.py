"""What the candidate practises for: when the interview is, for which role, and how much time there is."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from interview_coach.domain.base import Slug, Value
from interview_coach.domain.vocabulary import Background, Seniority, Track

FARTHEST = 731
"""Days until the interview at most: two years."""

MINUTES = 30
"""Minutes a day, by default."""


class Goal(Value):
    """What a study plan is made for."""

    began_on: date
    """The candidate's day on which the plan was begun; what was done since counts."""
    interview_on: date | None = None
    track: Track = Track.PRODUCT_FEATURE
    seniority: Seniority = Seniority.MID
    background: Background = Background.FROM_PM
    minutes: int = Field(default=MINUTES, ge=10, le=480)
    """Minutes a day."""
    studied: dict[Slug, date] = Field(default_factory=dict)
    """Material that was ticked off, with the day of the tick."""
