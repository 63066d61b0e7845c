"""The rows and sentences of the study plan. Pure functions of values."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.learning.days import day_words
from interview_coach.learning.goal import FARTHEST
from interview_coach.learning.tasks import Kind
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.widgets.row_list import columns
from interview_coach.tui.words import SHORT_FORMAT_WORDS, counted, spaced

if TYPE_CHECKING:
    from interview_coach.domain.study import Material, Phase
    from interview_coach.learning.needs import Need
    from interview_coach.learning.tasks import Day, Done, StudyItem, StudyPlan, Task

DONE, OPEN = "✓", "○"
MINUTES, KIND, LEVEL, PLANNED = 9, 11, 12, 16
"""Cells of the columns after a title."""

KINDS = {
    Kind.REVIEW: "review",
    Kind.DRILL: "drill",
    Kind.MOCK: "mock",
    Kind.ROLEPLAY: "roleplay",
    Kind.PORTFOLIO: "your case",
    Kind.MATERIAL: "study",
}
_IN_DAYS = re.compile(r"(?:in\s+)?(\d{1,4})\s*(day|week|month)s?", re.IGNORECASE)
_DAYS_IN = {"day": 1, "week": 7, "month": 30}


def overview(plan: StudyPlan) -> str:
    """Say what the plan is for."""
    goal = plan.goal
    when = "No date is set"
    if plan.days_left is not None and goal.interview_on is not None:
        when = f"Interview on {day_words(goal.interview_on)}, {_left(plan.days_left)}"
    return f"{when}. {spaced(goal.track)}, {spaced(goal.seniority).lower()}; {goal.minutes} minutes a day."


def _left(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def day_heading(day: Day, today: date) -> str:
    """Name a day, with what it takes, or how much of it is done."""
    near = {0: "Today, ", 1: "Tomorrow, "}.get((day.on - today).days, "")
    done = sum(task.done for task in day.tasks)
    takes = f" · {day.minutes} minutes" if day.tasks else ""
    ticked = f" · {done} of {len(day.tasks)} done" if done else ""
    note = f" · {day.note}" if day.note else ""
    return f"{near}{day_words(day.on)}{takes}{ticked}{note}"


def task_row(task: Task, width: int) -> Content:
    """Show a task, ticked where it is done."""
    title = Content(f"  {DONE if task.done else OPEN} {one_line(task.title)}")
    return columns(title, ((MINUTES, f"{task.minutes} min"), (KIND, KINDS[task.kind])), width)


def about_task(task: Task) -> Content:
    """Explain a task, and what Enter does."""
    if task.kind is Kind.MATERIAL:
        enter = "Enter takes the tick away." if task.done else "Enter ticks it off once you have studied all of it."
    elif task.done:
        enter = "Done. Enter shows how it went."
    else:
        enter = "Enter starts it."
    why = one_line(task.why, 400)
    return Content.assemble((shown(task.title), "bold"), f"\n{why[:1].upper()}{why[1:]}{_stop(why)} {enter}")


def done_row(done: Done, width: int) -> Content:
    """Show something that was done."""
    level = "" if done.level is None else _level(done.level, estimate=done.estimate)
    what = SHORT_FORMAT_WORDS.get(done.format, "").lower() if done.format else "study"
    return columns(Content(f"  {DONE} {one_line(done.title)}"), ((KIND, what), (LEVEL, level)), width)


def about_done(done: Done) -> Content:
    """Explain something that was done, and what Enter does."""
    about = spaced(done.competency) if done.competency else "Study material"
    took = f", {counted(max(1, round(done.minutes)), 'minute')}" if done.attempt else ""
    enter = "Enter shows how it went." if done.attempt else "Enter takes the tick away."
    return Content.assemble((shown(done.title), "bold"), f"\n{about}{took}. {enter}")


def phase_heading(phase: Phase) -> str:
    """Name a phase of the study guide."""
    return f"{one_line(phase.title)} · about {counted(phase.weeks, 'week')}"


def material_row(item: StudyItem, width: int) -> Content:
    """Show a piece of material, ticked where it was studied."""
    material = item.material
    when = f"done {_short(item.studied_on)}" if item.studied_on else ""
    if not when and item.planned_on:
        when = f"on {_short(item.planned_on)}"
    title = Content(f"  {DONE if item.studied_on else OPEN} {one_line(material.title)}")
    return columns(title, ((KIND, material.kind), (MINUTES, f"{material.hours:g} h"), (PLANNED, when)), width)


def about_material(item: StudyItem) -> Content:
    """Explain a piece of material: what to do with it, and what it is for."""
    material: Material = item.material
    about = ", ".join(spaced(slug) for slug in material.competencies)
    enter = "Enter takes the tick away." if item.studied_on else "Enter ticks it off."
    title = (shown(material.title), "bold")
    return Content.assemble(title, f"  about {material.hours:g} hours, for {about}\n{shown(material.do)} {enter}")


def need_row(need: Need, width: int) -> Content:
    """Show how much of the time a competency gets."""
    level = "no level" if need.level is None else _level(need.level, estimate=need.estimate)
    return columns(Content(f"  {need.share:>4.0%}  {one_line(need.title)}"), ((LEVEL, level),), width)


def about_need(need: Need) -> Content:
    """Explain why a competency gets that much of the time."""
    why = one_line(need.why, 400)
    return Content.assemble(
        (shown(need.title), "bold"), f"\n{why[:1].upper()}{why[1:]}{_stop(why)} Enter starts a drill."
    )


def _level(level: float, *, estimate: bool) -> str:
    return level_words(level, margin_of(estimate=estimate), Wording.BARE)


def _stop(sentence: str) -> str:
    return "" if sentence.endswith((".", "!", "?")) else "."


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def read_day(text: str, today: date) -> date | None:
    """Return the day that somebody wrote: ``2026-12-10``, ``10 Dec``, ``10 Dec 2026``, ``in 3 weeks``.

    Nothing written is no day. A day without its year is the next one of that name.

    Raises:
        ValueError: that is no day, or none that can be planned for; the message says why.
    """
    words = " ".join(text.replace(",", " ").split())
    if not words:
        return None
    day = _day(words, today)
    if day is None:
        raise ValueError("That is no date. Write 2026-12-10, 10 Dec, or in 3 weeks.")
    if day < today:
        raise ValueError(f"{day_words(day)} has passed.")
    if (day - today).days > FARTHEST:
        raise ValueError(f"{day_words(day)} is more than two years away.")
    return day


def _day(words: str, today: date) -> date | None:
    from datetime import datetime

    if words.lower() in ("today", "tomorrow"):
        return today + timedelta(days=words.lower() == "tomorrow")
    if found := _IN_DAYS.fullmatch(words):
        return today + timedelta(days=int(found[1]) * _DAYS_IN[found[2].lower()])
    for form in ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y"):
        for year in ("", f" {today.year}", f" {today.year + 1}"):
            try:
                day = datetime.strptime(words + year, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            if not year or day >= today:
                return day
    return None
