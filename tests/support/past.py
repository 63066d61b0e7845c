"""Past interviews on disk, for the screens that show them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interview_coach.domain.events import (
    CriterionWasGraded,
    Event,
    GradingFinished,
    GradingStarted,
    InterviewEnded,
    InterviewStarted,
    SelfAssessed,
)
from interview_coach.domain.grade import Evidence, Graded, GraderInfo
from interview_coach.domain.plan import Plan
from interview_coach.domain.vocabulary import CloseReason, EndReason, Format, Purpose
from interview_coach.journal.lines import as_line
from tests.support.coaches import a_small_library
from tests.support.events import OFFLINE_GRADER, START, a_plan, answered, asked, at

FIRST = "I would collect 200 real notes from the wards and let two raters read every summary before anybody launches."
SECOND = "I would start in one ward first, and roll back when more than 2 percent of the summaries leave out a drug."


def a_small_plan(questions: int = 1, **changes: Any) -> Plan:
    """Return a plan of the first questions of the small library."""
    library = a_small_library()
    found = library.all_questions[:questions]
    form = Format.DRILL if questions == 1 else Format.MOCK
    changes = {"format": form, "questions": found, "rubrics": tuple(library.rubrics.values())} | changes
    return a_plan().model_copy(update=changes)


def graded_exchange(
    exchange: int,
    seconds: float,
    answer: str,
    *,
    quotes: Sequence[str] = (),
    levels: tuple[float, float] = (3.0, 2.0),
    run: str = "run-1",
    grader: GraderInfo = OFFLINE_GRADER,
    rubric_hash: str = "abc123",
    turn: int = 1,
) -> list[Event]:
    """Return a grading with each criterion resting on its quote of ``answer``, where there is one."""
    events: list[Event] = [
        GradingStarted(at=at(seconds), exchange=exchange, run=run, grader=grader, rubric_hash=rubric_hash)
    ]
    for place, criterion in enumerate(("method", "rigour")):
        evidence = []
        if place < len(quotes):
            start = answer.index(quotes[place])
            evidence = [Evidence(quote=quotes[place], turn=turn, start=start, end=start + len(quotes[place]))]
        grade = Graded(
            criterion=criterion,
            level=levels[place] if evidence else min(levels[place], 2.0),
            margin=0 if grader.full else 1,
            reason=f"Reason for {criterion} in {run}.",
            evidence=tuple(evidence),
            next_level=f"More {criterion}.",
        )
        events.append(CriterionWasGraded(at=at(seconds), exchange=exchange, run=run, grade=grade))
    events.append(GradingFinished(at=at(seconds), exchange=exchange, run=run))
    return events


def an_exchange(exchange: int, seconds: float, answer: str, *, closed: bool = True) -> list[Event]:
    """Return a question being asked, answered, and closed."""
    events: list[Event] = [
        asked(seconds, exchange, text="How would you decide whether it is **good enough**?"),
        answered(seconds + 60, exchange, text=answer),
    ]
    if closed:
        thanks = {"purpose": Purpose.MOVE_ON, "text": "Thank you.", "closes": CloseReason.ANSWERED}
        events.append(asked(seconds + 62, exchange, **thanks))
    return events


def a_past_interview(
    name: str, *answers: str, plan: Plan | None = None, started: float = 0.0, **grading: Any
) -> list[Event]:
    """Return a finished, assessed and graded interview that answers one question after the other."""
    plan = plan or a_small_plan(len(answers))
    events: list[Event] = [InterviewStarted(at=at(started), id=name, plan=plan)]
    for index, answer in enumerate(answers):
        events += an_exchange(index, started + 1 + 100 * index, answer)
    end = started + 100 * len(answers)
    events.append(InterviewEnded(at=at(end), reason=EndReason.COMPLETED))
    for index, answer in enumerate(answers):
        events.append(SelfAssessed(at=at(end + 1), exchange=index, level=4))
        events += graded_exchange(index, end + 2, answer, **({"quotes": (answer[10:30], answer[40:60])} | grading))
    return events


def written(folder: Path, events: Sequence[Event]) -> str:
    """Write a journal into the data folder; return the interview's id."""
    first = events[0]
    assert isinstance(first, InterviewStarted)
    transcripts = folder / "transcripts"
    transcripts.mkdir(mode=0o700, exist_ok=True)
    (transcripts / f"{first.id}.jsonl").write_bytes(b"".join(as_line(event) for event in events))
    return first.id


def journal_of(folder: Path, interview: str) -> Path:
    """Return where the journal of an interview is."""
    return folder / "transcripts" / f"{interview}.jsonl"


def many_turns(name: str, turns: int) -> list[Event]:
    """Return an interview whose one question has so many turns, with evidence in the last answer."""
    words = "I would look at the summaries of ward {n}, count what is left out, and ask two nurses who were there. " * 8
    events: list[Event] = [InterviewStarted(at=START, id=name, plan=a_small_plan())]
    for number in range(turns // 2):
        events.append(
            asked(2 * number, text=f"And what about ward {number}?", purpose=Purpose.PROBE if number else Purpose.OPEN)
        )
        events.append(answered(2 * number + 1, text=words.format(n=number)))
    last = turns // 2 - 1
    events.append(InterviewEnded(at=at(turns), reason=EndReason.ENDED_EARLY))
    events.append(SelfAssessed(at=at(turns), exchange=0, level=2))
    answer = words.format(n=last)
    return events + graded_exchange(0, turns + 1, answer, quotes=(f"ward {last}", "two nurses"), turn=2 * last + 1)
