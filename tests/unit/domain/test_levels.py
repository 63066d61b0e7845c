"""A level is said alike everywhere, and an estimate never without saying so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.levels import ESTIMATE_MARGIN, Wording, level_words, margin_of


@pytest.mark.parametrize(
    ("wording", "full", "estimate"),
    [
        (Wording.WHOLE, "3.4 of 5", "about 3.4 of 5, ±1"),
        (Wording.EXPLAINED, "3.4 of 5", "about 3.4 of 5 (estimate, ±1)"),
        (Wording.ROUGH, "3.4 of 5", "about 3.4 of 5"),
        (Wording.FIGURE, "3.4", "about 3.4 ±1"),
        (Wording.BARE, "3.4", "about 3.4"),
    ],
)
def test_how_much_is_said(wording: Wording, full: str, estimate: str) -> None:
    assert level_words(3.44, wording=wording) == full
    assert level_words(3.44, ESTIMATE_MARGIN, wording) == estimate


def test_a_margin_that_is_no_whole_number_is_said_as_it_is() -> None:
    assert level_words(2.0, 0.5) == "about 2.0 of 5, ±0.5"


@given(st.floats(1, 5), st.booleans(), st.sampled_from(Wording))
def test_an_estimate_always_says_that_it_is_one_and_a_grade_never(
    level: float, estimate: bool, wording: Wording
) -> None:
    said = level_words(level, margin_of(estimate=estimate), wording)
    assert said.startswith("about ") == estimate
    assert f"{level:.1f}" in said
