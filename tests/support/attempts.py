"""Attempts for the tests of what is learnt: one by hand, and hypothesis strategies for many."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from interview_coach.domain.attempt import Attempt, CriterionLevel, Scale
from interview_coach.domain.vocabulary import Background, CloseReason, Difficulty, Engine, Format, Seniority, Track
from tests.support.events import START

ESTIMATE = Scale(
    engine=Engine.OFFLINE,
    model="cues-2",
    prompt_hash="",
    full=False,
    samples=1,
    rubric="evaluation-design",
    rubric_hash="aaaa",
    seniority=None,
)
FULL = ESTIMATE.model_copy(
    update={
        "engine": Engine.CLAUDE,
        "model": "claude-opus-5-5",
        "prompt_hash": "p1",
        "full": True,
        "seniority": Seniority.MID,
    }
)
SCALES = (
    ESTIMATE,
    FULL,
    FULL.model_copy(update={"prompt_hash": "p2"}),
    FULL.model_copy(update={"rubric_hash": "bbbb"}),
    FULL.model_copy(update={"samples": 3}),
    FULL.model_copy(update={"seniority": Seniority.DIRECTOR}),
)
COMPETENCIES = ("evaluation-design", "ethics", "failure-modes")


def days(count: float) -> datetime:
    """Return the instant so many days after the start."""
    return START + timedelta(days=count)


def an_attempt(at: datetime = START, level: float | None = 3.0, **changes: Any) -> Attempt:
    """Return an answered attempt at the question ``golden-set``, graded in full."""
    fields: dict[str, Any] = {
        "interview": f"i-{at:%Y%m%d%H%M%S%f}",
        "exchange": 0,
        "at": at,
        "format": Format.DRILL,
        "track": Track.PRODUCT_FEATURE,
        "seniority": Seniority.MID,
        "background": Background.FROM_PM,
        "question": "golden-set",
        "bank": "test-bank",
        "competency": "evaluation-design",
        "title": "A golden set",
        "question_hash": "q1",
        "difficulty": Difficulty.MEDIUM,
        "closed": CloseReason.ANSWERED,
        "answered": True,
        "interviewed_by": Engine.OFFLINE,
        "scale": FULL,
        "level": level,
        "ungraded": "" if level is not None else "The endpoint could not be reached.",
    }
    return Attempt(**(fields | changes))


def criteria(**levels: float | None) -> tuple[CriterionLevel, ...]:
    """Return levels of criteria by their ids."""
    return tuple(CriterionLevel(criterion=name, title=name.title(), level=level) for name, level in levels.items())


levels = st.none() | st.floats(1, 5).map(lambda level: round(level, 2))
instants = st.integers(-40 * 24 * 60, 5 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
"""From 40 days before the start to 5 days after it."""


_BASE = an_attempt()
_TOOK = (
    {"hints": 0, "probes": 2, "words": 180, "active_seconds": 240.5, "composed_words": 180, "composed_seconds": 120.25},
    {"hints": 1, "probes": 0, "words": 0, "active_seconds": 0.0},
    {"hints": 3, "probes": 3, "words": 400, "active_seconds": 900.0},
)


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    """Any attempt at one of a few questions, graded or not, on one of a few scales."""
    number = draw(st.integers(0, 5))
    level = draw(levels)
    other = draw(levels)
    at = draw(instants)
    update = {
        "at": at,
        "interview": f"i-{draw(st.integers(0, 9999))}",
        "question": f"q-{number}",
        "competency": COMPETENCIES[number % 3],
        "level": level,
        "scale": draw(st.sampled_from(SCALES)),
        "answered": level is not None or draw(st.booleans()),
        "format": draw(st.sampled_from(Format)),
        "self_level": draw(st.none() | st.integers(1, 5)),
        "criteria": criteria(method=level, rigour=other),
        **draw(st.sampled_from(_TOOK)),
    }
    return _BASE.model_copy(update=update)


histories = st.lists(attempts(), max_size=12)
"""Attempts in any order."""
