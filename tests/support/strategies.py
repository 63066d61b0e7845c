"""Hypothesis strategies for events: interviews that make sense for the most part, with hostile text and odd clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from interview_coach.domain.events import (
    AnswerGiven,
    ClarificationAsked,
    CriterionWasGraded,
    Event,
    ExchangeClosed,
    GradingFinished,
    GradingStarted,
    HintAsked,
    InterviewEnded,
    InterviewerSaid,
    InterviewLabelled,
    InterviewReopened,
    KeyPointsFound,
    Paused,
    SelfAssessed,
    UnknownEvent,
    Unpaused,
)
from interview_coach.domain.grade import Coverage, KeyPointFinding
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, NonAnswer, Purpose
from tests.support.events import FULL_GRADER, OFFLINE_GRADER, at, graded, started, ungraded

hostile_text = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "",
            "\n",
            "\r\n",
            "\x00",
            "\x1b[2J",
            "\u2028",
            '"}\n{"kind":"interview-ended"}',
            "é" * 5,
            "[bold]x[/]",
            "\ufeff",
        ]
    ),
)
"""Text as a candidate may paste it: line ends, quotes, control sequences, markup."""

seconds = st.one_of(st.floats(0, 500), st.floats(-100, 0))
"""From one event to the next; clocks are put back now and then."""

levels = st.floats(1, 5, allow_nan=False).map(lambda level: round(level, 2))
runs = st.sampled_from(["run-1", "run-1", "run-1", "run-2"])


SPEECH = [p for p in Purpose if p is not Purpose.OPEN][:6]
GRADERS = [OFFLINE_GRADER, FULL_GRADER]
PARTLY = (KeyPointFinding(key_point="examples", coverage=Coverage.PARTLY),)

Maker = Callable[[Callable[..., Any], datetime, int], Event]
"""Makes an event: from a function that picks one of its arguments, for an instant and an exchange."""


def _said(pick: Callable[..., Any], at: datetime, exchange: int) -> Event:
    return InterviewerSaid(
        at=at,
        exchange=exchange,
        purpose=pick(*SPEECH),
        text=pick(hostile_text),
        noticed=pick(None, None, *NonAnswer),
        closes=pick(None, None, None, *CloseReason),
    )


def _opened(pick: Callable[..., Any], at: datetime, exchange: int) -> Event:
    return InterviewerSaid(at=at, exchange=exchange + pick(0, 0, 0, 1), purpose=Purpose.OPEN, text=pick(hostile_text))


def _graded(pick: Callable[..., Any], at: datetime, exchange: int) -> Event:
    criterion = pick("method", "rigour", "nothing-known")
    found = graded(criterion, pick(levels)) if pick(True, False) else ungraded(criterion)
    return CriterionWasGraded(at=at, exchange=exchange, run=pick(runs), grade=found)


MAKERS: list[Maker] = [
    *[_said] * 8,
    *[_opened] * 2,
    lambda pick, at, n: AnswerGiven(at=at, exchange=n, text=pick(hostile_text), seconds=pick(0.0, 1.0, 500.0)),
    lambda pick, at, n: AnswerGiven(at=at, exchange=n, text=pick(hostile_text)),
    lambda pick, at, n: ClarificationAsked(at=at, exchange=n, text=pick(hostile_text)),
    lambda pick, at, n: HintAsked(at=at, exchange=n),
    lambda pick, at, n: ExchangeClosed(at=at, exchange=n),
    lambda pick, at, n: InterviewLabelled(at=at, name=pick(hostile_text), tags=pick(None, (), ("acme",))),
    lambda pick, at, n: Paused(at=at),
    lambda pick, at, n: Unpaused(at=at),
    lambda pick, at, n: InterviewReopened(at=at, unsaved_seconds=pick(0.0, 5.0, 1000.0)),
    lambda pick, at, n: SelfAssessed(at=at, exchange=n, level=pick(None, 1, 5)),
    lambda pick, at, n: GradingStarted(at=at, exchange=n, run=pick(runs), grader=pick(*GRADERS), rubric_hash="0f0f"),
    _graded,
    lambda pick, at, n: KeyPointsFound(at=at, exchange=n, run=pick(runs), findings=PARTLY),
    lambda pick, at, n: GradingFinished(at=at, exchange=n, run=pick(runs)),
    lambda pick, at, n: UnknownEvent.model_validate(
        {"at": at, "kind": "from-the-future", "payload": {"x": [pick(hostile_text)]}}
    ),
    lambda pick, at, n: InterviewEnded(at=at, reason=EndReason.ENDED_EARLY),
]
"""As often in the list as they are to come."""


@st.composite
def event_after(draw: DrawFn, now: float, transcript: Transcript) -> Event:
    """Return any event at ``now`` seconds after the start; mostly one that fits."""

    def pick(*options: Any) -> Any:
        one = options[0] if len(options) == 1 else st.sampled_from(options)
        return draw(one)

    waits = transcript.current is None and not transcript.ended
    maker = draw(st.sampled_from([*[_opened] * 20, *MAKERS] if waits else MAKERS))
    current = len(transcript.exchanges) - (0 if maker is _opened and waits else 1)
    return maker(pick, at(now), max(0, draw(st.sampled_from([current, current, current, current, 0, 7]))))


@st.composite
def interviews(draw: DrawFn, max_events: int = 14) -> list[Event]:
    """Return the events of an interview with two planned questions, its start first."""
    events: list[Event] = [started(2)]
    transcript = replay(events)
    now = 0.0
    for _ in range(draw(st.integers(0, max_events))):
        now += draw(seconds)
        events.append(draw(event_after(now, transcript)))
        transcript = after(transcript, events[-1])
    return events
