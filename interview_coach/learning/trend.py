"""Whether levels rise or fall: the Mann-Kendall test, which claims nothing where there are few of them.

Of all pairs of levels, those that rise are counted against those that fall. Among levels without any trend every order
is as likely as any other, so the chance of so many is that of a random order (Mann 1945, Kendall 1975). It needs no
shape of a curve and no distribution; with fewer than five levels no order at all is unlikely enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from math import factorial

SURE = 0.05
"""A trend is told where chance alone would show one as clear at most this often."""

FEWEST = 5
"""Levels below which no order is that unlikely: of four, all rising comes by chance once in twelve, either way."""

LATEST = 40
"""Levels that are looked at: what was long ago says nothing about where levels go now."""


class Trend(StrEnum):
    """Where levels go."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "unclear"
    TOO_FEW = "too-few"


def trend_of(levels: Sequence[float]) -> Trend:
    """Return whether the latest levels, in time order, rise or fall more clearly than chance would have them."""
    if len(levels) < FEWEST:
        return Trend.TOO_FEW
    latest = levels[-LATEST:]
    score = sum((after > before) - (after < before) for i, before in enumerate(latest) for after in latest[i + 1 :])
    if chance(len(latest), score) > SURE:
        return Trend.UNCLEAR
    return Trend.RISING if score > 0 else Trend.FALLING


def chance(count: int, score: int) -> float:
    """Return how likely a random order of ``count`` levels is at least as clear as ``score``, upwards or downwards.

    Ties are counted for neither side and taken as if there were none, which makes claims rarer, never more frequent.
    """
    pairs = count * (count - 1) // 2
    wrong_way_round = (pairs - abs(score) + 1) // 2
    return min(1.0, 2 * sum(_orders(count)[: wrong_way_round + 1]) / factorial(count))


@lru_cache(maxsize=LATEST)
def _orders(count: int) -> tuple[int, ...]:
    """Return how many orders of ``count`` things have 0, 1, 2, … pairs the wrong way round (Mahonian numbers)."""
    if count <= 1:
        return (1,)
    before = _orders(count - 1)
    pairs = count * (count - 1) // 2
    return tuple(sum(before[max(0, k - count + 1) : k + 1]) for k in range(pairs + 1))
