from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_coach.domain.conversation import ENOUGH_COVERED, PROBE_BUDGETS, Owed, Ruling, owed, rule
from interview_coach.domain.events import (
    Event,
    ExchangeClosed,
    HintAsked,
    InterviewEnded,
    Paused,
    SelfAssessed,
    Unpaused,
)
from interview_coach.domain.plan import TimeLimit, TimeScope
from interview_coach.domain.replay import replay
from interview_coach.domain.transcript import Exchange
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, NonAnswer, Purpose
from tests.support.events import answered, asked, at, started
from tests.support.strategies import interviews


def exchange(*events: Event) -> Exchange:
    return replay([started(), *events]).exchanges[0]


def ruling(
    found: Exchange,
    *,
    budget: int = 2,
    covered: float = 0.0,
    heard: NonAnswer | None = None,
    seconds_left: float | None = None,
) -> Ruling:
    return rule(found, probe_budget=budget, covered=covered, heard=heard, seconds_left=seconds_left)


PROBED = (asked(3, purpose=Purpose.PROBE), answered(4))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], Owed.QUESTION),
        ([asked(1)], Owed.CANDIDATE),
        ([asked(1), answered(2)], Owed.REACTION),
        ([asked(1), HintAsked(at=at(2), exchange=0)], Owed.REACTION),
        ([asked(1), answered(2), asked(3, purpose=Purpose.PROBE)], Owed.CANDIDATE),
        ([asked(1), answered(2), Paused(at=at(3))], Owed.REACTION),
        ([asked(1), ExchangeClosed(at=at(2), exchange=0)], Owed.QUESTION),
        ([asked(1), ExchangeClosed(at=at(2), exchange=0), asked(3, 1)], Owed.CANDIDATE),
        (
            [asked(1), ExchangeClosed(at=at(2), exchange=0), asked(3, 1), ExchangeClosed(at=at(4), exchange=1)],
            Owed.END,
        ),
        ([asked(1), InterviewEnded(at=at(2), reason=EndReason.ENDED_EARLY)], Owed.NOTHING),
        (
            [
                asked(1),
                InterviewEnded(at=at(2), reason=EndReason.COMPLETED),
                SelfAssessed(at=at(3), exchange=0, level=2),
            ],
            Owed.NOTHING,
        ),
    ],
)
def test_what_is_owed(events: list[Event], expected: Owed) -> None:
    assert owed(replay([started(2), *events])) is expected


@pytest.mark.parametrize(("closed_at", "expected"), [(59, Owed.QUESTION), (61, Owed.END)])
def test_when_the_whole_interviews_time_is_up_no_question_is_opened(closed_at: float, expected: Owed) -> None:
    limit = TimeLimit(scope=TimeScope.INTERVIEW, minutes=1)
    transcript = replay([started(2, time=limit), asked(1), ExchangeClosed(at=at(closed_at), exchange=0)])
    assert owed(transcript) is expected


def test_thinking_time_runs_from_what_was_asked_last_without_pauses() -> None:
    events = [started(), asked(10), HintAsked(at=at(20), exchange=0), asked(21, purpose=Purpose.HINT)]
    events += [Paused(at=at(30)), Unpaused(at=at(90))]
    transcript = replay(events)
    assert transcript.thinking_seconds_at(at(100)) == 29
    assert replay([*events, answered(100), asked(101, purpose=Purpose.PROBE)]).thinking_seconds_at(at(110)) == 9
    assert replay([started()]).thinking_seconds_at(at(50)) == 0


@settings(max_examples=60)
@given(interviews())
def test_something_is_owed_at_every_instant_and_nothing_only_after_the_end(events: Sequence[Event]) -> None:
    for count in range(1, len(events) + 1):
        transcript = replay(events[:count])
        assert (owed(transcript) is Owed.NOTHING) == (transcript.ended is not None)
        assert (owed(transcript) in (Owed.CANDIDATE, Owed.REACTION)) == (transcript.current is not None)


@pytest.mark.parametrize("heard", [reason for reason in NonAnswer if reason is not NonAnswer.QUESTION])
def test_a_first_non_answer_is_asked_again_and_a_second_ends_it_as_not_answered(heard: NonAnswer) -> None:
    once = exchange(asked(1), answered(2, text="?"))
    assert ruling(once, heard=heard) == Ruling(reask=True)
    again = exchange(
        asked(1), answered(2, text="?"), asked(3, purpose=Purpose.REASK, noticed=heard), answered(4, text="?")
    )
    assert ruling(again, heard=heard) == Ruling(must_close=CloseReason.NOT_ANSWERED)
    assert ruling(again, heard=None) == Ruling()


def test_each_probe_may_be_asked_again_once() -> None:
    found = exchange(
        asked(1),
        answered(2, text="?"),
        asked(3, purpose=Purpose.REASK, noticed=NonAnswer.EMPTY),
        answered(4),
        asked(5, purpose=Purpose.PROBE),
        answered(6, text="?"),
    )
    assert ruling(found, heard=NonAnswer.TOO_SHORT) == Ruling(reask=True)


def test_hints_between_do_not_buy_another_reask() -> None:
    found = exchange(
        asked(1),
        answered(2, text="?"),
        asked(3, purpose=Purpose.REASK, noticed=NonAnswer.EMPTY),
        HintAsked(at=at(4), exchange=0),
        asked(5, purpose=Purpose.HINT),
        answered(6, text="?"),
    )
    assert ruling(found, heard=NonAnswer.EMPTY).must_close is CloseReason.NOT_ANSWERED


def test_a_second_non_answer_to_a_probe_does_not_make_the_question_unanswered() -> None:
    found = exchange(
        asked(1), *PROBED[:1], answered(4), asked(5, purpose=Purpose.REASK), answered(6, text="?")
    )  # fmt: skip
    assert ruling(found, heard=NonAnswer.EMPTY) == Ruling()
    assert ruling(found, heard=NonAnswer.EMPTY, budget=1) == Ruling(must_close=CloseReason.PROBES_SPENT)


def test_a_spent_budget_is_recorded_as_that() -> None:
    found = exchange(asked(1), answered(2), *PROBED)
    assert ruling(found, budget=2) == Ruling()
    assert ruling(found, budget=1) == Ruling(must_close=CloseReason.PROBES_SPENT)


def test_the_first_answer_is_questioned_whatever_it_covers() -> None:
    found = exchange(asked(1), answered(2))
    assert ruling(found, covered=1) == Ruling()
    assert ruling(found, covered=1, budget=0) == Ruling(must_close=CloseReason.ANSWERED)


def test_enough_covered_leaves_it_to_the_interviewer() -> None:
    found = exchange(asked(1), answered(2), *PROBED)
    assert ruling(found, covered=ENOUGH_COVERED) == Ruling(may_close=True)
    assert ruling(found, covered=ENOUGH_COVERED - 0.01) == Ruling()


@pytest.mark.parametrize("heard", [None, NonAnswer.GIBBERISH])
def test_time_up_comes_before_everything(heard: NonAnswer | None) -> None:
    found = exchange(asked(1), answered(2))
    assert ruling(found, heard=heard, covered=1, seconds_left=0) == Ruling(must_close=CloseReason.TIME_UP)
    assert ruling(found, seconds_left=0.01) == Ruling()


@pytest.mark.parametrize("asks", [HintAsked(at=at(2), exchange=0)])
def test_asking_for_help_never_closes_an_exchange(asks: Event) -> None:
    assert ruling(exchange(asked(1), asks), covered=1, budget=0, seconds_left=-5) == Ruling()


@settings(max_examples=100)
@given(
    heard=st.sampled_from([None, *NonAnswer]),
    covered=st.floats(0, 1),
    budget=st.integers(0, 4),
    left=st.none() | st.floats(-100, 100),
    events=interviews(),
)
def test_a_ruling_is_never_ambiguous(
    heard: NonAnswer | None, covered: float, budget: int, left: float | None, events: list[Event]
) -> None:
    for found in replay(events).exchanges:
        if found.turns[-1].purpose is not Purpose.ANSWER:
            continue
        made = ruling(found, heard=heard, covered=covered, budget=budget, seconds_left=left)
        assert sum((made.reask, made.may_close, made.must_close is not None)) <= 1
        if made.must_close is CloseReason.PROBES_SPENT:
            assert found.probes_asked >= budget
        if made.must_close is CloseReason.NOT_ANSWERED:
            assert heard is not None


def test_every_format_has_a_budget() -> None:
    assert set(PROBE_BUDGETS) == set(Format)
