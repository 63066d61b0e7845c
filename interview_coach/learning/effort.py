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
    """Attempts with an answer whose thinking time was measured and that was not pasted; the speed is theirs."""
    pasted: int
    """Answers that were pasted, those to follow-ups counted apart: they say nothing of the speed."""
    words_per_minute: float | None
    """Words for each minute of thinking and writing, over the answers that were measured and not pasted."""

    @property
    def speed_note(self) -> str:
        """What the speed rests on: ``3 answers measured; 1 pasted one left out``."""
        measured = f"{self.measured:,} answer{'' if self.measured == 1 else 's'} measured"
        pasted = f"; {self.pasted:,} pasted {'one' if self.pasted == 1 else 'ones'} left out" if self.pasted else ""
        return f"{measured}{pasted}"

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
    measured = [a for a in answered if a.composed_seconds > 0]
    minutes = sum(a.composed_seconds for a in measured) / 60
    return Effort(
        answered=len(answered),
        hints=sum(a.hints for a in answered),
        with_hints=sum(a.hints > 0 for a in answered),
        probes=sum(a.probes for a in answered),
        seconds=sum(a.active_seconds for a in answered),
        words=sum(a.words for a in answered),
        measured=len(measured),
        pasted=sum(a.pasted for a in answered),
        words_per_minute=sum(a.composed_words for a in measured) / minutes if minutes else None,
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
