"""The lines of each page of the study plan, with what is chosen with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.learning.tasks import Kind, Task
from interview_coach.tui import study_words
from interview_coach.tui.widgets.row_list import Row, heading
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from datetime import date

    from interview_coach.domain.plan import AttemptRef
    from interview_coach.domain.study import StudyGuide
    from interview_coach.learning.needs import Need
    from interview_coach.learning.tasks import Done, StudyItem, StudyPlan

DAYS = 14
"""Days that are listed at a time."""


@dataclass(frozen=True)
class Start:
    """The wish to do a task: an interview."""

    task: Task


@dataclass(frozen=True)
class Material:
    """A piece of material, which is ticked off or not."""

    id: str
    studied: bool


@dataclass(frozen=True)
class More:
    """The wish to see more days."""


def days(plan: StudyPlan, *, count: int) -> list[Row]:
    """Return the first ``count`` days from today on, each with its tasks."""
    found: list[Row] = []
    for day in plan.days[:count]:
        found.append(heading(study_words.day_heading(day, plan.on)))
        found += [_task(task) for task in day.tasks]
    left = len(plan.days) - count
    if left > 0:
        words = f"  … and {left} more days"
        found.append(Row(lambda width: Content(words), More(), Content("Enter lists more of them.")))
    return found


def done(plan: StudyPlan) -> list[Row]:
    """Return what was done since the plan began, the latest day first."""
    found: list[Row] = []
    for day in (*plan.days[:1], *reversed(plan.past)):
        if day.done:
            found.append(heading(study_words.day_heading(day.model_copy(update={"tasks": (), "note": ""}), plan.on)))
            found += [_done(item) for item in day.done]
    return found or [heading("Nothing yet. What you practise and tick off stands here.")]


def material(plan: StudyPlan, *, guide: StudyGuide) -> list[Row]:
    """Return the study guide, phase by phase."""
    found: list[Row] = []
    for phase in guide.phases:
        items = [item for item in plan.material if item.material.phase == phase.id]
        if items:
            found += [heading(study_words.phase_heading(phase)), *map(_item, items)]
    return found or [heading("There is no study material.")]


def topics(plan: StudyPlan) -> list[Row]:
    """Return the competencies, the neediest first."""
    if not plan.needs:
        return [heading("There are no questions to practise with.")]
    about = "Share of your time: more for the weak and often asked; levels of yesterday"
    return [heading(about), *(_need(plan.on, need) for need in plan.needs)]


def of_page(page: str, plan: StudyPlan, *, guide: StudyGuide, count: int) -> list[Row]:
    """Return the lines of a page, ``count`` days of them where it lists days."""
    match page:
        case "done":
            return done(plan)
        case "material":
            return material(plan, guide=guide)
        case "topics":
            return topics(plan)
    return days(plan, count=count)


def _task(task: Task) -> Row:
    value: Start | ReadTranscript | Material = Start(task)
    if task.material:
        value = Material(task.material, task.done)
    elif task.done_by is not None:
        value = _read(task.done_by)
    return Row(partial(study_words.task_row, task), value, study_words.about_task(task))


def _done(item: Done) -> Row:
    value = _read(item.attempt) if item.attempt else Material(item.material or "", True)
    return Row(partial(study_words.done_row, item), value, study_words.about_done(item))


def _read(attempt: AttemptRef) -> ReadTranscript:
    return ReadTranscript(attempt.interview, attempt.exchange)


def _item(item: StudyItem) -> Row:
    value = Material(item.material.id, item.studied_on is not None)
    return Row(partial(study_words.material_row, item), value, study_words.about_material(item))


def _need(today: date, need: Need) -> Row:
    task = Task(
        id=f"{today}-{need.competency}",
        kind=Kind.DRILL,
        minutes=0,
        title=need.title,
        why=need.why,
        competency=need.competency,
    )
    return Row(partial(study_words.need_row, need), Start(task), study_words.about_need(need))
