"""Attempts: what the learning loop sees of an exchange, and what it is not told."""

from __future__ import annotations

from hypothesis import given, settings

from interview_coach.domain.attempt import attempts_of
from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    ExchangeClosed,
    GradingFinished,
    GradingStarted,
    HintAsked,
    InterviewEnded,
    SelfAssessed,
)
from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.replay import replay
from interview_coach.domain.scoring import scorecard
from interview_coach.domain.vocabulary import CloseReason, EndReason, Purpose
from tests.support.events import FULL_GRADER, answered, asked, at, graded, started, ungraded
from tests.support.strategies import interviews

CONVERSATION = [
    started(2, redo_of=AttemptRef(interview="earlier", exchange=1)),
    asked(0),
    HintAsked(at=at(5), exchange=0),
    asked(6, purpose=Purpose.HINT, text="Think."),
    answered(40, text="I would collect 200 real notes."),
    asked(41, purpose=Purpose.PROBE, text="Who says so?"),
    answered(60, text="Two raters do."),
    asked(61, purpose=Purpose.MOVE_ON, text="On.", closes=CloseReason.ANSWERED),
    asked(62, 1),
    ExchangeClosed(at=at(70), exchange=1),
    InterviewEnded(at=at(71), reason=EndReason.COMPLETED),
    SelfAssessed(at=at(75), exchange=0, level=4),
]


def grading(run: str, *found: Event, at_second: float = 80) -> list[Event]:
    begun = GradingStarted(at=at(at_second), exchange=0, run=run, grader=FULL_GRADER, rubric_hash="hash-then")
    return [begun, *found, GradingFinished(at=at(at_second + 9), exchange=0, run=run)]


def level(run: str, criterion: str, value: float) -> Event:
    return CriterionWasGraded(at=at(81), exchange=0, run=run, grade=graded(criterion, value))


def test_an_attempt_tells_what_was_said_measured_and_graded() -> None:
    events = [*CONVERSATION, *grading("run-1", level("run-1", "method", 4), level("run-1", "rigour", 3))]
    first, second = attempts_of(replay(events))

    assert (first.question, first.competency, first.exchange) == ("question-1", "evaluation-design", 0)
    assert first.at == at(60), "when the candidate spoke last"
    assert (first.hints, first.probes, first.words, first.composed_seconds) == (1, 1, 9, 60)
    assert (first.level, first.self_level, first.ungraded) == (3.6, 4, "")
    assert [(c.criterion, c.level) for c in first.criteria] == [("method", 4), ("rigour", 3)]
    assert first.scale is not None
    assert (first.scale.model, first.scale.full, first.scale.rubric_hash) == ("full-1", True, "hash-then")
    assert first.scale.seniority is first.seniority, "which a full grader is told"
    assert first.redo_of == AttemptRef(interview="earlier", exchange=1)

    assert (second.answered, second.level, second.scale, second.closed) == (False, None, None, CloseReason.SKIPPED)
    assert second.at == at(62), "nothing was said, so when it was asked"
    assert second.ungraded == "Not graded yet."


def test_a_pasted_answer_says_nothing_of_the_speed() -> None:
    events = [
        asked(0, 0),
        answered(10, text="word " * 126),
        asked(41, purpose=Purpose.PROBE, text="Who says so?"),
        answered(60, text="word " * 125),
        asked(61, purpose=Purpose.PROBE, text="And then?"),
        answered(70, text="Not measured.").model_copy(update={"seconds": 0.0}),
        asked(71, purpose=Purpose.MOVE_ON, text="On.", closes=CloseReason.ANSWERED),
    ]
    [attempt] = attempts_of(replay([started(1), *events]))
    assert (attempt.words, attempt.pasted) == (253, 1)
    assert (attempt.composed_words, attempt.composed_seconds) == (125, 30), "250 words a minute is the most"


def test_an_ungraded_attempt_has_a_reason_and_no_number() -> None:
    failed = CriterionWasGraded(at=at(81), exchange=0, run="run-1", grade=ungraded("method", "The key was refused."))
    attempt = attempts_of(replay([*CONVERSATION, *grading("run-1", failed, level("run-1", "rigour", 3))]))[0]
    assert attempt.level is None
    assert attempt.ungraded == "The key was refused."
    assert [(c.criterion, c.level) for c in attempt.criteria] == [("method", None), ("rigour", 3)]


def test_the_latest_finished_grading_counts() -> None:
    first = grading("run-1", level("run-1", "method", 2), level("run-1", "rigour", 2))
    second = grading("run-2", level("run-2", "method", 5), level("run-2", "rigour", 5), at_second=900)
    assert attempts_of(replay([*CONVERSATION, *first, *second]))[0].level == 5
    assert attempts_of(replay([*CONVERSATION, *first, second[0]]))[0].level == 2


def test_a_question_that_is_still_open_is_no_attempt() -> None:
    assert attempts_of(replay(CONVERSATION[:5])) == ()


@settings(max_examples=60)
@given(interviews())
def test_attempts_say_the_same_as_the_scorecard(events: list[Event]) -> None:
    transcript = replay(events)
    scores = scorecard(transcript).exchanges
    for attempt in attempts_of(transcript):
        score = scores[attempt.exchange]
        assert (attempt.question, attempt.level, attempt.ungraded) == (score.question_id, score.level, score.reason)
        assert attempt.level is None or attempt.scale is not None
