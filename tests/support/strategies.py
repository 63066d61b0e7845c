"""Hypothesis strategies for events: interviews that make sense for the most part, with hostile text and odd clocks."""

from __future__ import annotations

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
    InterviewReopened,
    KeyPointsFound,
    Paused,
    SelfAssessed,
    UnknownEvent,
    Unpaused,
)
from interview_coach.domain.grade import Coverage, KeyPointFinding
from interview_coach.domain.replay import replay
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
runs = st.sampled_from(["run-1", "run-2"])


@st.composite
def event_after(draw: DrawFn, now: float, exchange: int) -> Event:
    """Return any event at ``now`` seconds after the start; mostly of that exchange."""
    index = draw(st.sampled_from([exchange, exchange, exchange, 0, 7]))
    when = at(now)
    text = draw(hostile_text)
    criterion = draw(st.sampled_from(["method", "rigour", "nothing-known"]))
    found = draw(st.one_of(levels.map(lambda level: graded(criterion, level)), st.just(ungraded(criterion))))
    said = st.builds(
        InterviewerSaid,
        at=st.just(when),
        exchange=st.just(index),
        purpose=st.sampled_from([p for p in Purpose if p is not Purpose.OPEN][:6]),
        text=st.just(text),
        noticed=st.sampled_from([None, None, *NonAnswer]),
        closes=st.sampled_from([None, None, None, *CloseReason]),
    )
    opening = InterviewerSaid(at=when, exchange=index + draw(st.booleans()), purpose=Purpose.OPEN, text=text)
    run = draw(runs)
    return draw(
        st.one_of(
            said,
            st.sampled_from(
                [
                    opening,
                    opening,
                    AnswerGiven(at=when, exchange=index, text=text, seconds=abs(now)),
                    AnswerGiven(at=when, exchange=index, text=text),
                    ClarificationAsked(at=when, exchange=index, text=text),
                    HintAsked(at=when, exchange=index),
                    ExchangeClosed(at=when, exchange=index),
                    Paused(at=when),
                    Unpaused(at=when),
                    InterviewReopened(at=when, unsaved_seconds=draw(st.sampled_from([0.0, 5.0, 1000.0]))),
                    SelfAssessed(at=when, exchange=index, level=draw(st.sampled_from([None, 1, 5]))),
                    GradingStarted(
                        at=when, exchange=index, run=run, grader=draw(st.sampled_from([OFFLINE_GRADER, FULL_GRADER])),
                        rubric_hash="0f0f",
                    ),
                    CriterionWasGraded(at=when, exchange=index, run=run, grade=found),
                    KeyPointsFound(
                        at=when, exchange=index, run=run,
                        findings=(KeyPointFinding(key_point="examples", coverage=Coverage.PARTLY),),
                    ),
                    GradingFinished(at=when, exchange=index, run=run),
                    UnknownEvent.model_validate({"at": when, "kind": "from-the-future", "payload": {"x": [text]}}),
                ]
            ),
            st.just(InterviewEnded(at=when, reason=EndReason.ENDED_EARLY)) if draw(st.integers(0, 9)) == 0 else said,
        )
    )  # fmt: skip


@st.composite
def interviews(draw: DrawFn, max_events: int = 14) -> list[Event]:
    """Return the events of an interview with two planned questions, its start first."""
    events: list[Event] = [started(2)]
    now = 0.0
    for _ in range(draw(st.integers(0, max_events))):
        now += draw(seconds)
        current = max(0, len(replay(events).exchanges) - 1)
        events.append(draw(event_after(now, current)))
    return events
