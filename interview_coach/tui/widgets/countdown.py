"""The clock of an interview, in words: what is left, that it gets short, that it is over."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Static

from interview_coach.tui.words import clock

SHORT = 120.0
"""Seconds from which the clock warns."""

VERY_SHORT = 60.0
"""Seconds from which the clock warns urgently."""


def time_in_words(seconds_left: float | None, seconds: float, *, paused: bool) -> str:
    """Say how the time stands; ``seconds`` is what has gone by, said where there is no limit."""
    if paused:
        return f"Paused · {clock(seconds) + ' gone' if seconds_left is None else _left(seconds_left)}"
    if seconds_left is None:
        return f"{clock(seconds)} gone"
    return _left(seconds_left)


def _left(seconds: float) -> str:
    if seconds <= 0:
        return "Time is up: finish your sentence"
    if seconds <= VERY_SHORT:
        return f"Last minute: {clock(seconds)}"
    if seconds <= SHORT:
        return f"Under 2 minutes: {clock(seconds)}"
    return f"{clock(seconds)} left"


class Countdown(Static):
    """Shows the time; it warns by words first, by colour besides."""

    words: reactive[str] = reactive("", repaint=False)

    _width = 0

    def show(self, seconds_left: float | None, seconds: float, *, paused: bool) -> None:
        """Show how the time stands, in seconds."""
        self.words = time_in_words(seconds_left, seconds, paused=paused)
        left = float("inf") if seconds_left is None or paused else seconds_left
        self.set_class(paused, "-paused")
        self.set_class(VERY_SHORT < left <= SHORT, "-short")
        self.set_class(0 < left <= VERY_SHORT, "-very-short")
        self.set_class(left <= 0, "-over")

    def watch_words(self, words: str) -> None:
        """Show the words; only a change of their width moves anything else."""
        layout = len(words) != self._width
        self._width = len(words)
        self.update(words, layout=layout)
