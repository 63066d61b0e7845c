"""How a level is said, wherever it is said: of an estimate always that it is no more than about that."""

from __future__ import annotations

from enum import Enum

ESTIMATE_MARGIN = 1.0
"""How far a coverage estimate may be off, in levels."""


class Wording(Enum):
    """How much is said with the number: of a full grade, and of a level that may be off."""

    WHOLE = ("{level:.1f} of 5", "about {level:.1f} of 5, ±{margin:g}")
    EXPLAINED = ("{level:.1f} of 5", "about {level:.1f} of 5 (estimate, ±{margin:g})")
    """For where nothing around it tells what ``±1`` is about."""
    ROUGH = ("{level:.1f} of 5", "about {level:.1f} of 5")
    """For where something around it tells how far it may be off."""
    FIGURE = ("{level:.1f}", "about {level:.1f} ±{margin:g}")
    """For columns."""
    BARE = ("{level:.1f}", "about {level:.1f}")
    """For narrow columns."""


def level_words(level: float, margin: float = 0.0, wording: Wording = Wording.WHOLE) -> str:
    """Say a level as the number it is, to one place: ``3.4 of 5``, or ``about 3.4 of 5, ±1``.

    Args:
        level: 1.0 to 5.0.
        margin: how far it may be off, in levels; 0 for a full grade.
        wording: how much is said.
    """
    exact, rough = wording.value
    return (rough if margin else exact).format(level=level, margin=margin)


def shown_change(before: float | None, after: float | None) -> float | None:
    """Return by how much a level rose between two that are shown to one place; ``None`` where one is missing.

    It is the difference of the two numbers that are read, so that whoever subtracts them finds the same.
    """
    return None if before is None or after is None else round(round(after, 1) - round(before, 1), 1)


def margin_of(*, estimate: bool) -> float:
    """Return how far a question's or an interview's level may be off, in levels: not at all where it is a grade."""
    return ESTIMATE_MARGIN if estimate else 0.0
