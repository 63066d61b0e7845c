"""What was done: on which days, and which of today's tasks that ticks off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.plan import AttemptRef
from interview_coach.domain.study import Material
from interview_coach.domain.vocabulary import Format
from interview_coach.learning.allotting import FORMATS
from interview_coach.learning.days import Zone, day_of
from interview_coach.learning.tasks import Done, Kind, Task


def done_by_day(
    attempts: Iterable[Attempt], studied: Mapping[str, date], material: Iterable[Material], zone: Zone
) -> dict[date, list[Done]]:
    """Return what was done on each day: answers in the order of time, then material that was ticked off."""
    found: dict[date, list[Done]] = {}
    for attempt in attempts:
        if attempt.answered:
            found.setdefault(day_of(attempt.at, zone), []).append(_answer(attempt))
    for item in material:
        if on := studied.get(item.id):
            found.setdefault(on, []).append(Done(title=item.title, material=item.id))
    return found


def ticked(tasks: Iterable[Task], today: Sequence[Attempt], studied: Iterable[str]) -> tuple[Task, ...]:
    """Return ``tasks``, those ticked off that the answers of the day did.

    A review is done by an answer to its question, a drill by a drill in its competency, each other interview by one of
    its format. One answer ticks one review or drill; an interview may tick itself and reviews of its questions.
    """
    answers = [a for a in today if a.answered]
    used: set[AttemptRef] = set()
    studied = set(studied)
    result = []
    for task in sorted(tasks, key=lambda t: t.kind is Kind.DRILL):
        by = _doer(task, answers, used)
        if by is not None and task.kind in (Kind.REVIEW, Kind.DRILL):
            used.add(by)
        result.append(task.model_copy(update={"done": by is not None or task.material in studied, "done_by": by}))
    order = [task.id for task in tasks]
    return tuple(sorted(result, key=lambda t: order.index(t.id)))


def _doer(task: Task, answers: Iterable[Attempt], used: set[AttemptRef]) -> AttemptRef | None:
    for attempt in answers:
        ref = AttemptRef(interview=attempt.interview, exchange=attempt.exchange)
        if ref not in used and _does(task, attempt):
            return ref
    return None


def _does(task: Task, attempt: Attempt) -> bool:
    if task.kind is Kind.REVIEW:
        return (task.bank, task.question) == (attempt.bank, attempt.question)
    if task.kind is Kind.DRILL:
        return attempt.format is Format.DRILL and attempt.competency == task.competency
    return task.kind in FORMATS and attempt.format is FORMATS[task.kind]


def _answer(attempt: Attempt) -> Done:
    return Done(
        title=attempt.title,
        format=attempt.format,
        competency=attempt.competency,
        at=attempt.at,
        minutes=attempt.active_seconds / 60,
        level=attempt.level,
        estimate=attempt.level is not None and attempt.scale is not None and not attempt.scale.full,
        attempt=AttemptRef(interview=attempt.interview, exchange=attempt.exchange),
    )
