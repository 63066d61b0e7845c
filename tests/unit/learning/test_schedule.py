from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_coach.domain.attempt import Attempt
from interview_coach.learning.rating import Rating, rating_of
from interview_coach.learning.schedule import LONGEST, Card, cards, recall, reviewed
from tests.support.attempts import ESTIMATE, SCALES, an_attempt, attempts, days, histories
from tests.support.events import START

KEY = ("test-bank", "golden-set")


def card_of(*made: Attempt, now: datetime | None = None, retention: float = 0.9) -> Card:
    return cards(made, now=now or days(60), zone=UTC, retention=retention)[KEY]


def test_one_good_answer_comes_back_after_two_days_and_a_lapse_the_next_day() -> None:
    good = card_of(an_attempt(level=3.5))
    assert (good.due, good.rating, good.reviews, good.lapses) == (date(2026, 11, 22), Rating.GOOD, 1, 0)
    lapsed = card_of(an_attempt(level=1.2))
    assert (lapsed.due, lapsed.rating, lapsed.lapses) == (date(2026, 11, 21), Rating.AGAIN, 1)


def test_intervals_grow_with_every_good_answer() -> None:
    made, due, gaps = [an_attempt(level=3.5)], date(2026, 11, 22), []
    for _ in range(4):
        at = datetime(due.year, due.month, due.day, 12, tzinfo=UTC)
        made.append(an_attempt(at, level=3.5))
        card = card_of(*made, now=days(2000))
        assert card.due
        gaps.append((card.due - due).days)
        due = card.due
    assert gaps == sorted(gaps)
    assert gaps[0] > 2


def test_an_attempt_without_a_level_leaves_the_due_date_and_is_remembered_as_the_last() -> None:
    before = card_of(an_attempt())
    after = card_of(an_attempt(), an_attempt(days(1), level=None))
    assert after.due == before.due
    assert (after.level, after.graded, after.reviewed_on) == (before.level, before.graded, before.reviewed_on)
    assert after.last.interview != before.last.interview
    assert after.last_on == date(2026, 11, 21)


def test_a_question_without_any_level_has_no_due_date() -> None:
    card = card_of(an_attempt(level=None))
    assert (card.due, card.attempts, card.reviews, card.lapses) == (None, 1, 0, 0)
    assert recall(card, date(2026, 12, 1)) is None


def test_the_same_question_id_in_two_banks_is_two_cards() -> None:
    found = cards([an_attempt(), an_attempt(bank="mine")], now=days(1), zone=UTC)
    assert set(found) == {KEY, ("mine", "golden-set")}


def test_attempts_of_tomorrow_wait_until_then() -> None:
    """A clock that ran ahead must not push a question out of sight for years."""
    wrong = an_attempt(days(3000), level=5.0)
    assert card_of(an_attempt(), wrong, now=days(1)) == card_of(an_attempt(), now=days(1))
    assert cards([wrong], now=days(1), zone=UTC) == {}


def test_later_today_is_today() -> None:
    """Two machines whose clocks differ by a few minutes."""
    assert card_of(an_attempt(START + timedelta(minutes=5)), now=START).reviews == 1


def test_days_are_the_candidates_own() -> None:
    late = an_attempt(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    found = {zone: cards([late], now=days(9), zone=ZoneInfo(zone))[KEY] for zone in ("Asia/Tokyo", "America/New_York")}
    assert found["Asia/Tokyo"].reviewed_on == date(2026, 11, 21)
    assert found["America/New_York"].reviewed_on == date(2026, 11, 20)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_do_no_harm(year: int) -> None:
    at = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, tzinfo=UTC)
    for zone in (timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)), None):
        card = cards([an_attempt(at, level=2.5)], now=max(at, START), zone=zone)[KEY]
        assert card.due is not None
        assert recall(card, date.max) is not None


def test_a_wish_to_know_more_brings_questions_back_sooner() -> None:
    made = [an_attempt(days(d), level=3.5) for d in (0, 3, 12)]
    eager, easy = card_of(*made, retention=0.97), card_of(*made, retention=0.7)
    assert eager.due and easy.due
    assert eager.due < easy.due


def test_recall_falls_from_one_to_the_wanted_share_on_the_due_date() -> None:
    card = card_of(*(an_attempt(days(d), level=3.5) for d in (0, 3, 12)))
    assert card.due and card.reviewed_on
    assert recall(card, card.reviewed_on) == 1.0
    assert recall(card, card.due) == pytest.approx(0.9, abs=0.01)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_files_is_irrelevant(made: list[Attempt], chance: random.Random) -> None:
    shuffled = made[:]
    chance.shuffle(shuffled)
    unique = {(a.at, a.interview, a.exchange): a for a in made}
    if len(unique) < len(made):
        return  # two attempts that claim to be one: whichever comes first
    assert cards(shuffled, now=days(6), zone=UTC) == cards(made, now=days(6), zone=UTC)


@given(histories, attempts())
def test_an_ungraded_attempt_changes_nothing_that_is_scheduled(made: list[Attempt], extra: Attempt) -> None:
    ungraded = extra.model_copy(update={"level": None})
    before = cards(made, now=days(6), zone=UTC)
    after = cards([*made, ungraded], now=days(6), zone=UTC)
    scheduled = ("due", "stability", "difficulty", "reviews", "lapses", "level", "rating", "reviewed_on", "graded")
    for key, card in before.items():
        assert all(getattr(card, field) == getattr(after[key], field) for field in scheduled)


@given(histories)
def test_nothing_is_due_before_the_day_after_its_last_review_nor_later_than_the_longest_interval(
    made: list[Attempt],
) -> None:
    for card in cards(made, now=days(6), zone=UTC).values():
        assert (card.due is None) == (card.reviews == 0)
        if card.due and card.reviewed_on:
            assert 1 <= (card.due - card.reviewed_on).days <= LONGEST
            assert card.lapses <= card.reviews <= card.attempts
            assert 0 < (recall(card, card.due) or 0) <= 1


@given(histories, st.floats(1, 5), st.floats(1, 5), st.sampled_from(SCALES), st.integers(0, 3))
def test_a_better_last_level_is_never_due_earlier(
    made: list[Attempt], one: float, other: float, scale: object, hints: int
) -> None:
    last = max((a.at for a in made), default=START) + timedelta(hours=1)
    dues = []
    for level in sorted([one, other]):
        final = an_attempt(last, level, question="q-0", scale=scale, hints=hints)
        due = cards([*made, final], now=days(30), zone=UTC)["test-bank", "q-0"].due
        assert due
        dues.append(due)
    assert dues[0] <= dues[1]


@given(histories)
def test_every_lapse_was_a_graded_answer(made: list[Attempt]) -> None:
    found = cards(made, now=days(6), zone=UTC)
    lapses = sum(rating_of(a) is Rating.AGAIN for a in made if a.at <= days(6))
    assert sum(c.lapses for c in found.values()) == lapses


def test_a_projected_review_is_the_same_as_one_that_happened() -> None:
    card = card_of(an_attempt(level=3.5))
    later = days(4)
    happened = card_of(an_attempt(level=3.5), an_attempt(later, level=3.5))
    projected = reviewed(card, Rating.GOOD, later.date())
    assert (projected.due, projected.stability) == (happened.due, happened.stability)


def test_estimates_and_grades_share_a_card() -> None:
    card = card_of(an_attempt(level=3.5, scale=ESTIMATE), an_attempt(days(3), level=2.2))
    assert (card.reviews, card.estimate, card.level) == (2, False, 2.2)
