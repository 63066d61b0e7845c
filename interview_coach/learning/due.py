"""What is due for practice, why, and what would be next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from interview_coach.domain.base import Value
from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.learning.days import day_words
from interview_coach.learning.rating import Rating
from interview_coach.learning.schedule import Card, recall


class DueItem(Value):
    """A question that comes back."""

    card: Card
    recall: float
    """How likely it is still known (0 to 1)."""
    overdue: int
    """Days since it was due; negative where it is due later."""
    why: str
    """A sentence or two: the last level and its day, since when it is due, the estimated recall."""


class DueList(Value):
    """What comes back, as of a day."""

    on: date
    due: tuple[DueItem, ...]
    """What is due, what is least likely still known first."""
    coming: tuple[DueItem, ...]
    """What is due later, the soonest first."""
    gone: tuple[DueItem, ...]
    """What is due and no longer stands in any bank. Its journals hold it whole, so it can still be repeated."""
    ungraded: tuple[Card, ...]
    """What was asked and never got a level, the latest first: there is nothing to schedule it by."""


def due_list(cards: Mapping[tuple[str, str], Card], *, today: date, known: Collection[tuple[str, str]]) -> DueList:
    """Return what is due on ``today``.

    Args:
        cards: every question that was attempted.
        today: the candidate's day.
        known: bank and id of each question that can be asked today.
    """
    due = list(most_urgent(cards.values(), today))
    later = (_item(card, today) for card in cards.values() if card.due is not None and card.due > today)
    coming = sorted(later, key=lambda i: (-i.overdue, i.recall, i.card.key))
    ungraded = sorted((c for c in cards.values() if c.due is None), key=lambda c: (-c.last_on.toordinal(), c.key))
    return DueList(
        on=today,
        due=tuple(i for i in due if i.card.key in known),
        coming=tuple(i for i in coming if i.card.key in known),
        gone=tuple(i for i in due if i.card.key not in known),
        ungraded=tuple(ungraded),
    )


def most_urgent(cards: Iterable[Card], today: date) -> Iterator[DueItem]:
    """Yield those of ``cards`` that are due, the most forgotten first; each is worked out when it is its turn."""
    due = [card for card in cards if card.due is not None and card.due <= today]
    for card in sorted(due, key=lambda c: (recall(c, today) or 0.0, c.due, c.key)):
        yield _item(card, today)


def _item(card: Card, today: date) -> DueItem:
    likely = recall(card, today) or 0.0
    overdue = (today - (card.due or today)).days
    return DueItem(card=card, recall=likely, overdue=overdue, why=_why(card, overdue, likely))


def _why(card: Card, overdue: int, likely: float) -> str:
    level = level_words(card.level or 0, margin_of(estimate=card.estimate), Wording.EXPLAINED)
    lapse = ", a lapse" if card.rating is Rating.AGAIN else ""
    last = f"Level {level} on {day_words(card.reviewed_on or card.last_on)}{lapse}."
    known = f"; estimated recall {likely:.0%}" if overdue >= 0 else ""
    return f"{last} Due {_since(card, overdue)}{known}."


def _since(card: Card, overdue: int) -> str:
    on = day_words(card.due or card.last_on)
    if overdue > 1:
        return f"since {on}, {overdue} days ago"
    return {1: "since yesterday", 0: "today", -1: "tomorrow"}.get(overdue, f"on {on}, in {-overdue} days")
