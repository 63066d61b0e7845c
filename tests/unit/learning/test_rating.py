from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.learning.rating import Rating, rating_of
from tests.support.attempts import ESTIMATE, FULL, an_attempt

ORDER = list(Rating)


@pytest.mark.parametrize(
    ("level", "full", "estimate"),
    [
        (1.0, Rating.AGAIN, Rating.AGAIN),
        (1.59, Rating.AGAIN, Rating.AGAIN),
        (1.6, Rating.AGAIN, Rating.HARD),
        (1.99, Rating.AGAIN, Rating.HARD),
        (2.0, Rating.HARD, Rating.HARD),
        (2.99, Rating.HARD, Rating.HARD),
        (3.0, Rating.GOOD, Rating.GOOD),
        (4.0, Rating.EASY, Rating.GOOD),
        (5.0, Rating.EASY, Rating.GOOD),
    ],
)
def test_levels_become_ratings(level: float, full: Rating, estimate: Rating) -> None:
    assert rating_of(an_attempt(level=level)) is full
    assert rating_of(an_attempt(level=level, scale=ESTIMATE)) is estimate


@pytest.mark.parametrize(("hints", "best"), [(0, Rating.EASY), (1, Rating.GOOD), (2, Rating.HARD), (7, Rating.HARD)])
def test_hints_cap_the_rating(hints: int, best: Rating) -> None:
    assert rating_of(an_attempt(level=5.0, hints=hints)) is best
    assert rating_of(an_attempt(level=1.0, hints=hints)) is Rating.AGAIN


@pytest.mark.parametrize(
    "changes",
    [
        {"level": None},
        {"level": None, "scale": None},
        {"level": None, "answered": False},
        {"level": 1.0, "answered": False},
    ],
)
def test_what_is_ungraded_or_unanswered_is_no_lapse(changes: dict[str, object]) -> None:
    assert rating_of(an_attempt(**changes)) is None  # type: ignore[arg-type]


@given(st.floats(1, 5), st.floats(1, 5), st.integers(0, 4), st.sampled_from([ESTIMATE, FULL]))
def test_a_better_level_is_never_rated_worse(one: float, other: float, hints: int, scale: object) -> None:
    low, high = sorted([one, other])
    rated = [rating_of(an_attempt(level=level, hints=hints, scale=scale)) for level in (low, high)]
    assert rated[0] and rated[1]
    assert ORDER.index(rated[0]) <= ORDER.index(rated[1])
