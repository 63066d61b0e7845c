from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.learning.trend import FEWEST, LATEST, SURE, Trend, chance, trend_of

levels = st.lists(st.floats(1, 5).map(lambda x: round(x, 1)), max_size=45)


def test_two_points_are_no_trend_nor_are_four() -> None:
    assert trend_of([1.0, 5.0]) is Trend.TOO_FEW
    assert trend_of([1, 2, 3, 4]) is Trend.TOO_FEW
    assert chance(4, 6) > SURE


def test_five_that_all_rise_or_fall_are_one() -> None:
    assert trend_of([1, 2, 3, 4, 5]) is Trend.RISING
    assert trend_of([5, 4, 3, 2, 1]) is Trend.FALLING
    assert trend_of([3, 3, 3, 3, 3]) is Trend.UNCLEAR
    assert trend_of([1, 3, 2, 5, 4]) is Trend.UNCLEAR


def score_of(order: tuple[int, ...]) -> int:
    return sum((b > a) - (b < a) for i, a in enumerate(order) for b in order[i + 1 :])


@pytest.mark.parametrize("count", range(2, 8))
def test_the_chance_is_that_of_all_orders_counted_one_by_one(count: int) -> None:
    scores = [abs(score_of(order)) for order in permutations(range(count))]
    for score in set(scores):
        expected = min(1.0, sum(s >= score for s in scores) / len(scores)) if score else 1.0
        assert chance(count, score) == pytest.approx(expected)


@given(st.integers(2, LATEST), st.integers(0, 780), st.integers(0, 780))
def test_clearer_is_less_likely(count: int, one: int, other: int) -> None:
    most = count * (count - 1) // 2
    low, high = sorted([min(one, most), min(other, most)])
    assert 0 < chance(count, high) <= chance(count, low) <= 1
    assert chance(count, high) == chance(count, -high)


@given(levels)
def test_backwards_it_is_the_opposite(made: list[float]) -> None:
    latest = made[-LATEST:]
    opposite = {Trend.RISING: Trend.FALLING, Trend.FALLING: Trend.RISING}
    forwards = trend_of(latest)
    assert trend_of(latest[::-1]) is opposite.get(forwards, forwards)
    assert (forwards is Trend.TOO_FEW) == (len(made) < FEWEST)


@given(levels)
def test_only_the_latest_count(made: list[float]) -> None:
    assert trend_of([*[5.0] * 50, *made][-LATEST:]) == trend_of([*[5.0] * 50, *made])
