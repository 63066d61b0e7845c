from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

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
    Paused,
    SelfAssessed,
    UnknownEvent,
    Unpaused,
    parse_event,
)
from interview_coach.domain.replay import after, replay
from interview_coach.domain.transcript import Transcript
from interview_coach.domain.vocabulary import CloseReason, EndReason, NonAnswer, Purpose, Role
from interview_coach.errors import JournalUnreadable
from tests.support.events import OFFLINE_GRADER, START, a_rubric, answered, asked, at, graded, started, ungraded
from tests.support.strategies import interviews


def strays(transcript: Transcript) -> list[str]:
    return [type(e).__name__ for e in transcript.strays]


@settings(max_examples=60)
@given(interviews())
def test_every_prefix_replays_and_the_fold_gives_the_same(events: list[Event]) -> None:
    folded = replay(events[:1])
    for count in range(1, len(events) + 1):
        if count > 1:
            folded = after(folded, events[count - 1])
        assert replay(events[:count]) == folded


@settings(max_examples=60)
@given(interviews())
def test_every_utterance_is_kept_as_a_turn_or_a_stray(events: list[Event]) -> None:
    transcript = replay(events)
    spoken = (InterviewerSaid, AnswerGiven, ClarificationAsked)
    said = Counter(e.text for e in events if isinstance(e, spoken))
    kept = Counter(t.text for e in transcript.exchanges for t in e.turns if t.purpose is not Purpose.HINT_ASKED)
    kept += Counter(e.text for e in transcript.strays if isinstance(e, spoken))
    assert kept == said


@settings(max_examples=60)
@given(interviews())
def test_the_clock_never_runs_backwards_nor_in_pauses_nor_between_processes(events: list[Event]) -> None:
    transcript = replay(events[:1])
    for event in events[1:]:
        before, transcript = transcript, after(transcript, event)
        ran = transcript.active_seconds - before.active_seconds
        passed = max(0.0, (event.at - before.last_event_at).total_seconds())
        assert 0 <= ran <= passed + 1e-6
        assert transcript.last_event_at >= before.last_event_at
        if before.paused or before.ended:
            assert ran == 0
        if isinstance(event, InterviewReopened):
            assert ran <= event.unsaved_seconds + 1e-6
        assert sum(e.active_seconds for e in transcript.exchanges) <= transcript.active_seconds + 1e-6


@settings(max_examples=40)
@given(interviews())
def test_an_interview_survives_its_json(events: list[Event]) -> None:
    assert [parse_event(e.model_dump(mode="json")) for e in events] == events


def test_a_whole_conversation() -> None:
    transcript = replay(
        [
            started(2),
            asked(2),
            HintAsked(at=at(5), exchange=0),
            asked(6, purpose=Purpose.HINT, text="Think."),
            ClarificationAsked(at=at(7), exchange=0, text="who?"),
            asked(8, purpose=Purpose.CLARIFY, text="Nurses.", context=0),
            answered(38),
            asked(39, purpose=Purpose.PROBE, probe="who-judges", aims_at="agreement", text="Who says so?"),
            answered(69, text="I don't know"),
            asked(
                70, purpose=Purpose.MOVE_ON, text="On.", noticed=NonAnswer.DONT_KNOW, closes=CloseReason.NOT_ANSWERED
            ),
            asked(72, 1),
            ExchangeClosed(at=at(80), exchange=1),
            InterviewEnded(at=at(81), reason=EndReason.COMPLETED),
            SelfAssessed(at=at(90), exchange=0, level=None),
        ]
    )
    first, second = transcript.exchanges
    assert [t.role for t in first.turns].count(Role.CANDIDATE) == 4
    assert (first.closed, second.closed) == (CloseReason.NOT_ANSWERED, CloseReason.SKIPPED)
    assert first.turns[-2].noticed is NonAnswer.DONT_KNOW
    assert first.turns[-1].noticed is None
    assert first.answered and first.probes_asked == 1
    assert first.self_assessed and first.self_level is None
    assert (transcript.ended, transcript.ended_at) == (EndReason.COMPLETED, at(81))
    assert transcript.active_seconds == 72
    assert (first.active_seconds, second.active_seconds) == (64, 8)
    assert not transcript.strays


def test_pauses_do_not_count() -> None:
    transcript = replay([started(), asked(0), Paused(at=at(10)), Unpaused(at=at(1000)), answered(1005)])
    assert transcript.active_seconds == 15
    paused = replay([started(), asked(0), Paused(at=at(10))])
    assert paused.seconds_at(at(500)) == 10


def test_the_time_between_processes_does_not_count_but_the_drafts_seconds_do() -> None:
    base = [started(), asked(0), answered(20), asked(25, purpose=Purpose.PROBE)]
    transcript = replay([*base, InterviewReopened(at=at(90_000), unsaved_seconds=12), answered(90_008)])
    assert transcript.active_seconds == 20 + 12 + 8
    lying = replay([*base, InterviewReopened(at=at(30), unsaved_seconds=9999)])
    assert lying.active_seconds == 25


def test_grades_and_labels_of_another_day_leave_the_clock_of_an_open_interview_alone() -> None:
    day = 86_400.0
    later = [
        InterviewLabelled(at=at(day), name="Acme, second try", tags=("acme", "retry"), note="Ask Jo."),
        GradingStarted(at=at(2 * day), exchange=0, run="run-1", grader=OFFLINE_GRADER, rubric_hash="r"),
        InterviewLabelled(at=at(3 * day), tags=()),
    ]
    base = [started(), asked(0), answered(20), asked(25, purpose=Purpose.PROBE)]
    transcript = replay([*base, *later, InterviewReopened(at=at(4 * day), unsaved_seconds=12)])
    assert transcript.active_seconds == 20 + 12
    assert (transcript.name, transcript.tags, transcript.note) == ("Acme, second try", (), "Ask Jo.")
    assert replay([*base, *later]).last_event_at == at(25)
    assert len(transcript.exchanges[0].grades) == 1 and not transcript.strays


def test_a_clock_put_back_stops_the_count_until_it_has_caught_up() -> None:
    transcript = replay([started(), asked(100), answered(50), asked(60, purpose=Purpose.PROBE), answered(120)])
    assert transcript.active_seconds == 20
    assert transcript.last_event_at == at(120)


@pytest.mark.parametrize(
    "misfit",
    [
        asked(3, 0),
        asked(3, 1),
        answered(3, 1),
        HintAsked(at=at(3), exchange=5),
        started(),
        SelfAssessed(at=at(3), exchange=4, level=3),
        GradingFinished(at=at(3), exchange=0, run="never-started"),
        CriterionWasGraded(at=at(3), exchange=0, run="never-started", grade=ungraded("method")),
        UnknownEvent(at=at(3), kind="telepathy-used"),
    ],
    ids=lambda e: f"{e.kind}-{getattr(e, 'exchange', '')}",
)
def test_what_does_not_fit_is_kept_and_changes_nothing_else(misfit: Event) -> None:
    before = replay([started(2), asked(1)])
    transcript = after(before, misfit)
    assert transcript.strays == (misfit,)
    assert transcript.model_copy(update={"strays": ()}) == before


def test_nothing_is_said_after_the_end() -> None:
    events = [started(2), asked(1), InterviewEnded(at=at(2), reason=EndReason.ENDED_EARLY)]
    late = [answered(3), asked(4, 1), InterviewEnded(at=at(5), reason=EndReason.COMPLETED)]
    transcript = replay([*events, *late])
    assert transcript.exchanges[0].closed is CloseReason.ENDED
    assert transcript.ended is EndReason.ENDED_EARLY
    assert strays(transcript) == ["AnswerGiven", "InterviewerSaid", "InterviewEnded"]
    assert transcript.seconds_at(at(9000)) == 1


def test_gradings_stand_beside_each_other_and_the_finished_one_counts() -> None:
    events: list[Event] = [started(), asked(1), answered(2)]
    for run, level, finish in (("a", 2.0, True), ("b", 4.0, False)):
        events.append(GradingStarted(at=at(3), exchange=0, run=run, grader=OFFLINE_GRADER, rubric_hash="x"))
        events.append(CriterionWasGraded(at=at(4), exchange=0, run=run, grade=graded("method", level)))
        if finish:
            events.append(GradingFinished(at=at(5), exchange=0, run=run))
    exchange = replay(events).exchanges[0]
    assert [g.run for g in exchange.grades] == ["a", "b"]
    assert exchange.grade is not None and exchange.grade.run == "a"
    twice = replay([*events, GradingStarted(at=at(9), exchange=0, run="a", grader=OFFLINE_GRADER, rubric_hash="x")])
    assert strays(twice) == ["GradingStarted"]


def test_a_retried_criterion_takes_the_place_of_its_failure() -> None:
    events: list[Event] = [
        started(),
        asked(1),
        GradingStarted(at=at(3), exchange=0, run="a", grader=OFFLINE_GRADER, rubric_hash="x"),
        CriterionWasGraded(at=at(4), exchange=0, run="a", grade=ungraded("method")),
        CriterionWasGraded(at=at(5), exchange=0, run="a", grade=graded("method", 3)),
    ]
    grade = replay(events).exchanges[0].grade
    assert grade is not None
    found = grade.criterion("method")
    assert found is not None and found.level == 3


def test_a_journal_must_begin_with_an_interview() -> None:
    for events in ([], [asked(0)], [UnknownEvent(at=START, kind="x"), started()]):
        with pytest.raises(JournalUnreadable, match="does not begin"):
            replay(events)


def test_a_plan_without_its_rubric_is_refused_by_name() -> None:
    with pytest.raises(JournalUnreadable, match="'testing'"):
        replay([started(rubrics=(a_rubric("another"),))])


def test_unknown_events_keep_all_their_fields() -> None:
    data = {"at": "2030-01-01T00:00:00Z", "kind": "mood-noticed", "mood": {"calm": [1, 2]}}
    assert parse_event(data).model_dump(mode="json") == data


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "paused"},
        {"kind": "paused", "at": "2030-01-01T00:00:00"},
        {"kind": ["paused"], "at": "2030-01-01T00:00:00Z"},
        {"kind": "answer-given", "at": "2030-01-01T00:00:00Z", "exchange": 0, "text": "x", "seconds": float("inf")},
        {"kind": "answer-given", "at": "2030-01-01T00:00:00Z", "exchange": -1, "text": "x"},
    ],
)
def test_broken_events_are_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        parse_event(data)
