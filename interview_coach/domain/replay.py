"""Folding events into a transcript. Any sequence that starts with an interview replays; what does not fit is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, cast

from interview_coach.domain.events import (
    AnswerGiven,
    ClarificationAsked,
    CriterionWasGraded,
    Debriefed,
    Event,
    ExchangeClosed,
    GradingFinished,
    GradingStarted,
    HintAsked,
    InterviewEnded,
    InterviewerSaid,
    InterviewLabelled,
    InterviewReopened,
    InterviewStarted,
    InterviewSummarised,
    KeyPointsFound,
    ModelUsed,
    Paused,
    SelfAssessed,
    Unpaused,
)
from interview_coach.domain.grade import ExchangeGrade
from interview_coach.domain.transcript import Exchange, Summary, Transcript, Turn, Use
from interview_coach.domain.vocabulary import CloseReason, Purpose, Role
from interview_coach.errors import JournalUnreadable


class _DoesNotFit(Exception):
    """The event makes no sense where it stands."""


def replay(events: Iterable[Event]) -> Transcript:
    """Return the transcript that ``events`` tell.

    Raises:
        JournalUnreadable: the first event does not start an interview, or its plan lacks a rubric.
    """
    stream = iter(events)
    first = next(stream, None)
    if not isinstance(first, InterviewStarted):
        raise JournalUnreadable("The journal does not begin with the start of an interview.")
    missing = {q.rubric for q in first.plan.questions} - {r.id for r in first.plan.rubrics}
    if missing:
        raise JournalUnreadable(f"The journal's plan lacks the rubric {sorted(missing)[0]!r}.")
    transcript = Transcript(
        id=first.id,
        schema_version=first.schema_version,
        plan=first.plan,
        started_at=first.at,
        last_event_at=first.at,
    )
    for graded, run in groupby(stream, key=_grading):
        if graded is None:
            for event in run:
                transcript = after(transcript, event)
        else:
            transcript = _after_grades(transcript, cast("list[CriterionWasGraded]", list(run)))
    return transcript


def after(transcript: Transcript, event: Event) -> Transcript:
    """Return ``transcript`` as it stands after ``event``; an event that does not fit is kept among the strays."""
    apply = _APPLY.get(type(event))
    if apply is None:
        return transcript.altered(strays=(*transcript.strays, event))
    ticked = transcript if isinstance(event, _BESIDE) else _tick(transcript, event)
    try:
        return apply(ticked, event)
    except _DoesNotFit:
        return transcript.altered(strays=(*transcript.strays, event))


def _grading(event: Event) -> tuple[int, str] | None:
    """Return which grading of which exchange the event gives a criterion's result of; ``None`` where it is another."""
    return (event.exchange, event.run) if isinstance(event, CriterionWasGraded) else None


def _after_grades(transcript: Transcript, events: Sequence[CriterionWasGraded]) -> Transcript:
    """Return ``transcript`` after results that came in a row in one grading, as :func:`after` would one by one."""
    try:
        return _graded(transcript, *events)
    except _DoesNotFit:
        return transcript.altered(strays=(*transcript.strays, *events))


def _tick(transcript: Transcript, event: Event) -> Transcript:
    """Let the clock run up to ``event``."""
    ran = transcript.seconds_at(event.at) - transcript.active_seconds
    if isinstance(event, InterviewReopened):
        ran = min(ran, event.unsaved_seconds)
    update: dict[str, Any] = {"last_event_at": max(event.at, transcript.last_event_at)}
    if ran:
        update["active_seconds"] = transcript.active_seconds + ran
        if transcript.current:
            last = transcript.exchanges[-1]
            last = last.altered(active_seconds=last.active_seconds + ran)
            update["exchanges"] = (*transcript.exchanges[:-1], last)
    return transcript.altered(**update)


def _replace(transcript: Transcript, index: int, **update: Any) -> Transcript:
    if not 0 <= index < len(transcript.exchanges):
        raise _DoesNotFit
    changed = transcript.exchanges[index].altered(**update)
    exchanges = (*transcript.exchanges[:index], changed, *transcript.exchanges[index + 1 :])
    return transcript.altered(exchanges=exchanges)


def _open_exchange(transcript: Transcript, index: int) -> Exchange:
    if transcript.current is None or index != len(transcript.exchanges) - 1:
        raise _DoesNotFit
    return transcript.exchanges[index]


def _started_again(transcript: Transcript, event: InterviewStarted) -> Transcript:
    raise _DoesNotFit


def _interviewer_said(transcript: Transcript, event: InterviewerSaid) -> Transcript:
    if event.purpose is Purpose.OPEN:
        transcript = _begin_exchange(transcript, event.exchange)
    exchange = _open_exchange(transcript, event.exchange)
    turns = exchange.turns
    if event.noticed and turns and turns[-1].purpose is Purpose.ANSWER:
        turns = (*turns[:-1], turns[-1].altered(noticed=event.noticed))
    turn = Turn(
        role=Role.INTERVIEWER,
        text=event.text,
        at=event.at,
        purpose=event.purpose,
        probe=event.probe,
        aims_at=event.aims_at,
        context=event.context,
        active_at=exchange.active_seconds,
        engine=event.engine,
    )
    return _replace(transcript, event.exchange, turns=(*turns, turn), closed=event.closes)


def _begin_exchange(transcript: Transcript, index: int) -> Transcript:
    planned = transcript.plan.questions
    if transcript.ended or transcript.current or index != len(transcript.exchanges) or index >= len(planned):
        raise _DoesNotFit
    question = planned[index]
    exchange = Exchange(question=question, rubric=transcript.plan.rubric_of(question))
    return transcript.altered(exchanges=(*transcript.exchanges, exchange))


def _candidate_said(transcript: Transcript, event: AnswerGiven | ClarificationAsked | HintAsked) -> Transcript:
    exchange = _open_exchange(transcript, event.exchange)
    turn = Turn(
        role=Role.CANDIDATE,
        text="" if isinstance(event, HintAsked) else event.text,
        at=event.at,
        purpose=_PURPOSES[type(event)],
        seconds=event.seconds if isinstance(event, AnswerGiven) else 0.0,
        active_at=exchange.active_seconds,
    )
    return _replace(transcript, event.exchange, turns=(*exchange.turns, turn))


def _closed(transcript: Transcript, event: ExchangeClosed) -> Transcript:
    _open_exchange(transcript, event.exchange)
    return _replace(transcript, event.exchange, closed=event.reason)


def _paused(transcript: Transcript, event: Paused) -> Transcript:
    return transcript.altered(paused=True)


def _unpaused(transcript: Transcript, event: Unpaused) -> Transcript:
    return transcript.altered(paused=False)


def _reopened(transcript: Transcript, event: InterviewReopened) -> Transcript:
    return transcript


def _ended(transcript: Transcript, event: InterviewEnded) -> Transcript:
    if transcript.ended:
        raise _DoesNotFit
    if transcript.current:
        transcript = _replace(transcript, len(transcript.exchanges) - 1, closed=CloseReason.ENDED)
    return transcript.altered(ended=event.reason, ended_at=event.at)


def _self_assessed(transcript: Transcript, event: SelfAssessed) -> Transcript:
    return _replace(transcript, event.exchange, self_assessed=True, self_level=event.level)


def _grading_started(transcript: Transcript, event: GradingStarted) -> Transcript:
    _replace(transcript, event.exchange)
    exchange = transcript.exchanges[event.exchange]
    if any(g.run == event.run for g in exchange.grades):
        raise _DoesNotFit
    grade = ExchangeGrade(
        run=event.run, at=event.at, grader=event.grader, rubric_hash=event.rubric_hash, rubric=event.rubric
    )
    return _replace(transcript, event.exchange, grades=(*exchange.grades, grade))


def _graded(transcript: Transcript, *events: CriterionWasGraded) -> Transcript:
    exchange, run = events[0].exchange, events[0].run
    grade = _run(transcript, exchange, run)
    return _with_grade(transcript, exchange, grade, criteria=(*grade.criteria, *(e.grade for e in events)))


def _key_points_found(transcript: Transcript, event: KeyPointsFound) -> Transcript:
    grade = _run(transcript, event.exchange, event.run)
    return _with_grade(transcript, event.exchange, grade, key_points=event.findings)


def _grading_finished(transcript: Transcript, event: GradingFinished) -> Transcript:
    grade = _run(transcript, event.exchange, event.run)
    return _with_grade(transcript, event.exchange, grade, finished=True)


def _summarised(transcript: Transcript, event: InterviewSummarised) -> Transcript:
    if event.upto > len(transcript.exchanges):
        raise _DoesNotFit
    return transcript.altered(summary=Summary(upto=event.upto, text=event.text))


def _model_used(transcript: Transcript, event: ModelUsed) -> Transcript:
    use = Use(agent=event.agent, exchange=event.exchange, model=event.model, usage=event.usage, dollars=event.dollars)
    return transcript.altered(uses=(*transcript.uses, use))


def _debriefed(transcript: Transcript, event: Debriefed) -> Transcript:
    if event.debrief is None:
        return transcript.altered(debrief_failed=event.failed)
    return transcript.altered(debrief=event.debrief, debrief_failed="")


def _labelled(transcript: Transcript, event: InterviewLabelled) -> Transcript:
    given = {"name": event.name, "tags": event.tags, "note": event.note}
    return transcript.altered(**{name: value for name, value in given.items() if value is not None})


def _run(transcript: Transcript, index: int, run: str) -> ExchangeGrade:
    if 0 <= index < len(transcript.exchanges):
        for grade in transcript.exchanges[index].grades:
            if grade.run == run:
                return grade
    raise _DoesNotFit


def _with_grade(transcript: Transcript, index: int, old: ExchangeGrade, **update: Any) -> Transcript:
    new = old.altered(**update)
    grades = tuple(new if g is old else g for g in transcript.exchanges[index].grades)
    return _replace(transcript, index, grades=grades)


_PURPOSES: dict[type[Event], Purpose] = {
    AnswerGiven: Purpose.ANSWER,
    ClarificationAsked: Purpose.CLARIFICATION_ASKED,
    HintAsked: Purpose.HINT_ASKED,
}

_APPLY: dict[type[Event], Callable[[Transcript, Any], Transcript]] = {
    InterviewStarted: _started_again,
    InterviewerSaid: _interviewer_said,
    AnswerGiven: _candidate_said,
    ClarificationAsked: _candidate_said,
    HintAsked: _candidate_said,
    ExchangeClosed: _closed,
    Paused: _paused,
    Unpaused: _unpaused,
    InterviewReopened: _reopened,
    InterviewEnded: _ended,
    SelfAssessed: _self_assessed,
    GradingStarted: _grading_started,
    CriterionWasGraded: _graded,
    KeyPointsFound: _key_points_found,
    GradingFinished: _grading_finished,
    InterviewSummarised: _summarised,
    ModelUsed: _model_used,
    Debriefed: _debriefed,
    InterviewLabelled: _labelled,
}

_BESIDE = (
    SelfAssessed,
    GradingStarted,
    CriterionWasGraded,
    KeyPointsFound,
    GradingFinished,
    InterviewSummarised,
    ModelUsed,
    Debriefed,
    InterviewLabelled,
)
"""What happens beside the conversation, maybe days after it: the clock does not run up to it."""
