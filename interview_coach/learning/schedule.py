"""When each question is due again: spaced repetition with FSRS, derived from the attempts alone.

FSRS models memory with a stability (the days after which recall has fallen to 90 %) and a difficulty; the formulas and
their default parameters are those of the package ``fsrs``. Nothing is stored: the same attempts give the same schedule,
so it cannot drift. Steps of minutes, made for flash cards, are switched off: whoever answers an interview question
twice within an hour remembers the words and not the matter. The unit is the candidate's day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import fsrs
from pydantic import Field

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.base import Slug, Value
from interview_coach.domain.plan import AttemptRef
from interview_coach.learning.days import Zone, day_of
from interview_coach.learning.rating import Rating, rating_of

RETENTION = 0.9
"""Share of questions that shall still be known when they come back, by default; FSRS's own default."""

LONGEST = 365
"""Days after which a question comes back at the latest."""

_RATINGS = {
    Rating.AGAIN: fsrs.Rating.Again,
    Rating.HARD: fsrs.Rating.Hard,
    Rating.GOOD: fsrs.Rating.Good,
    Rating.EASY: fsrs.Rating.Easy,
}


class Card(Value):
    """One question as the scheduler knows it. Without a review there is no memory to speak of, and no due date."""

    bank: Slug
    question: Slug
    competency: Slug
    title: str
    attempts: int
    """Attempts with an answer."""
    reviews: int
    """Attempts that said how well it was known: those with a level."""
    lapses: int
    last: AttemptRef
    """The latest attempt, graded or not."""
    last_on: date
    graded: AttemptRef | None = None
    """The latest attempt with a level; so are the three fields below it."""
    level: float | None = None
    estimate: bool = False
    rating: Rating | None = None
    reviewed_on: date | None = None
    due: date | None = None
    stability: float = Field(default=0.0, ge=0)
    """Days after which recall has fallen to 90 %."""
    difficulty: float = Field(default=0.0, ge=0, le=10)
    """1 (easy to keep) to 10; 0 without a review."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: bank and question."""
        return self.bank, self.question


def in_order(attempts: Iterable[Attempt], now: datetime, zone: Zone) -> list[Attempt]:
    """Return the attempts by time, whatever order they came in.

    Those of a later day than today were made under a clock that was wrong, and are left out until that day.
    """
    today = day_of(now, zone)
    known = (a for a in attempts if day_of(a.at, zone) <= today)
    return sorted(known, key=lambda a: (a.at, a.interview, a.exchange))


def cards(
    attempts: Iterable[Attempt], *, now: datetime, zone: Zone, retention: float = RETENTION
) -> dict[tuple[str, str], Card]:
    """Return the card of every question that was attempted, by bank and question.

    Levels of different scales come together here: the four ratings are coarse enough for it.

    Args:
        attempts: in any order.
        now: the present instant.
        zone: where days begin and end.
        retention: share of questions that shall still be known when they come back (0.7 to 0.97).
    """
    found: dict[tuple[str, str], Card] = {}
    for attempt in in_order(attempts, now, zone):
        key = attempt.bank, attempt.question
        on = day_of(attempt.at, zone)
        found[key] = _after(found.get(key), attempt, on, retention)
    return found


def reviewed(card: Card, rating: Rating, on: date, retention: float = RETENTION) -> Card:
    """Return ``card`` as it stands after a review on that day."""
    known = _scheduled(card)
    after, _ = _scheduler(retention).review_card(known, _RATINGS[rating], _midnight(on))
    return card.model_copy(
        update={
            "reviews": card.reviews + 1,
            "lapses": card.lapses + (rating is Rating.AGAIN),
            "rating": rating,
            "reviewed_on": on,
            "due": after.due.date(),
            "stability": after.stability,
            "difficulty": after.difficulty,
        }
    )


def recall(card: Card, on: date) -> float | None:
    """Return how likely the question is still known on that day (0 to 1); ``None`` without a review."""
    if card.reviewed_on is None:
        return None
    return _scheduler(RETENTION).get_card_retrievability(_scheduled(card), _midnight(on))


def _after(card: Card | None, attempt: Attempt, on: date, retention: float) -> Card:
    ref = AttemptRef(interview=attempt.interview, exchange=attempt.exchange)
    about = {"competency": attempt.competency, "title": attempt.title, "last": ref, "last_on": on}
    if card is None:
        card = Card(bank=attempt.bank, question=attempt.question, attempts=0, reviews=0, lapses=0, **about)
    card = card.model_copy(update={**about, "attempts": card.attempts + attempt.answered})
    rating = rating_of(attempt)
    if rating is None or attempt.scale is None:
        return card
    graded = {"graded": ref, "level": attempt.level, "estimate": not attempt.scale.full}
    return reviewed(card.model_copy(update=graded), rating, on, retention)


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


def _scheduled(card: Card) -> fsrs.Card:
    """Return the scheduler's own card. Its id says nothing here; left out, it would be made of the present instant."""
    if card.reviewed_on is None:
        return fsrs.Card(card_id=0, due=datetime.min.replace(tzinfo=UTC))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_midnight(card.due or card.reviewed_on),
        last_review=_midnight(card.reviewed_on),
    )


def _midnight(day: date) -> datetime:
    """Return what stands for a day where the scheduler wants an instant: intervals are then whole days.

    The last year of the calendar has no room for intervals; whoever's clock says so gets the year before.
    """
    return datetime.combine(min(day, date.max - timedelta(days=2 * LONGEST)), time(), UTC)
