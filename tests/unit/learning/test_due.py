from __future__ import annotations

from datetime import UTC, date
from itertools import pairwise

from hypothesis import given

from interview_coach.domain.attempt import Attempt
from interview_coach.learning.due import DueList, due_list
from interview_coach.learning.schedule import cards
from tests.support.attempts import ESTIMATE, an_attempt, days, histories

KEY = ("test-bank", "golden-set")


def listed(*made: Attempt, day: float, known: set[tuple[str, str]] | None = None) -> DueList:
    found = cards(made, now=days(day), zone=UTC)
    return due_list(found, today=days(day).date(), known=set(found) if known is None else known)


def test_it_says_why_since_when_and_how_likely_it_is_known() -> None:
    [item] = listed(an_attempt(level=3.4, scale=ESTIMATE), day=4).due
    assert item.overdue == 2
    assert item.why == (
        "Level about 3.4 of 5 (estimate, ±1) on Fri 20 Nov 2026. "
        "Due since Sun 22 Nov 2026, 2 days ago; estimated recall 86%."
    )


def test_the_words_for_days() -> None:
    lapse = an_attempt(level=1.0)
    assert "Due tomorrow." in listed(lapse, day=0).coming[0].why
    assert "a lapse. Due today;" in listed(lapse, day=1).due[0].why
    assert "Due since yesterday;" in listed(lapse, day=2).due[0].why
    assert "Due on Sun 22 Nov 2026, in 2 days." in listed(an_attempt(level=3.5), day=0).coming[0].why


def test_the_most_forgotten_comes_first() -> None:
    weak = an_attempt(level=1.0, question="weak")
    fair = an_attempt(level=3.0, question="fair")
    assert [i.card.question for i in listed(fair, weak, day=5).due] == ["weak", "fair"]


def test_what_stands_in_no_bank_any_more_is_apart() -> None:
    found = listed(an_attempt(), day=9, known=set())
    assert (found.due, found.coming) == ((), ())
    assert [i.card.key for i in found.gone] == [KEY]


def test_what_has_no_level_is_apart_and_the_latest_comes_first() -> None:
    early = an_attempt(days(0), None, question="early")
    late = an_attempt(days(1), None, question="late")
    found = listed(early, late, day=9)
    assert found.due == ()
    assert [c.question for c in found.ungraded] == ["late", "early"]


@given(histories)
def test_every_card_stands_in_exactly_one_place_and_in_order(made: list[Attempt]) -> None:
    found = cards(made, now=days(6), zone=UTC)
    known = {key for key in found if key[1] != "q-1"}
    today = date(2026, 11, 26)
    result = due_list(found, today=today, known=known)
    placed = [i.card.key for i in (*result.due, *result.coming, *result.gone)] + [c.key for c in result.ungraded]
    later_and_gone = {c.key for c in found.values() if c.due and c.due > today and c.key not in known}
    assert sorted(placed) == sorted(set(found) - later_and_gone)
    assert all(i.card.due and i.card.due <= today for i in (*result.due, *result.gone))
    assert all(i.card.due and i.card.due > today for i in result.coming)
    assert all(one.recall <= other.recall for one, other in pairwise(result.due))
    assert all((one.card.due or today) <= (other.card.due or today) for one, other in pairwise(result.coming))
