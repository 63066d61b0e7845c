"""What practising took: help, follow-ups, time and words; and the days on which it was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.base import Value
from interview_coach.learning.days import Zone, day_of


class Effort(Value):
    """Sums and means over answered attempts; ``None`` where nothing was measured."""

    answered: int
    hints: int
    with_hints: int
    """Attempts in which any hint was taken."""
    probes: int
    seconds: float
    """Clock time of the exchanges, pauses left out."""
    words: int
    measured: int
    """Attempts whose thinking time was measured; the speed is theirs."""
    words_per_minute: float | None
    """Words for each minute of thinking and writing."""

    def each(self, total: float) -> float | None:
        """Return ``total`` for each answered attempt; ``None`` where there is none."""
        return total / self.answered if self.answered else None


class Streak(Value):
    """Days in a row with an answered question."""

    current: int
    """Up to today, or up to yesterday where today has none yet: then it can still be kept."""
    today: bool
    """Whether today has one."""
    longest: int
    days: int
    """Days with an answered question, in a row or not."""


def effort(attempts: Iterable[Attempt]) -> Effort:
    """Return what the answered ones of ``attempts`` took."""
    answered = [a for a in attempts if a.answered]
    measured = [a for a in answered if a.answer_seconds > 0]
    minutes = sum(a.answer_seconds for a in measured) / 60
    return Effort(
        answered=len(answered),
        hints=sum(a.hints for a in answered),
        with_hints=sum(a.hints > 0 for a in answered),
        probes=sum(a.probes for a in answered),
        seconds=sum(a.active_seconds for a in answered),
        words=sum(a.words for a in answered),
        measured=len(measured),
        words_per_minute=sum(a.words for a in measured) / minutes if minutes else None,
    )


def streak(attempts: Iterable[Attempt], today: date, zone: Zone) -> Streak:
    """Return the days in a row with an answered question, up to ``today``."""
    days = sorted({day for a in attempts if a.answered and (day := day_of(a.at, zone)) <= today})
    runs = _runs(days)
    current = 0
    if runs and (today - runs[-1][-1]).days <= 1:
        current = len(runs[-1])
    return Streak(
        current=current,
        today=bool(days) and days[-1] == today,
        longest=max(map(len, runs), default=0),
        days=len(days),
    )


def _runs(days: Sequence[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
