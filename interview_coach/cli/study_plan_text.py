"""A study plan as plain text for the shell."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.learning.days import day_words
from interview_coach.learning.tasks import Day, Done, StudyItem, StudyPlan, Task
from interview_coach.reports.words import counted

WIDTH = 78
NEEDIEST = 5
"""Competencies that are named."""

LATEST = 3
"""Days with something done that are told."""


def plan_lines(plan: StudyPlan, *, days: int, everything: bool = False) -> Iterator[str]:
    """Yield the lines of the plan's first ``days`` days, of all material where ``everything`` is wanted."""
    yield f"STUDY PLAN, {day_words(plan.on)}"
    yield from ("", _goal(plan))
    for note in plan.notes:
        yield fill(note, WIDTH)
    yield from ("", "WHAT NEEDS PRACTICE MOST")
    for need in plan.needs[:NEEDIEST]:
        yield _wrapped(f"{need.share:4.0%}  {need.title}: {need.why}", hang=8)
    for day in plan.days[:days]:
        yield from ("", *_day(day, today=day.on == plan.on))
    if len(plan.days) > days:
        yield from ("", f"… and {counted(len(plan.days) - days, 'day')} more; `--days` shows them.")
    yield from _past(plan)
    yield from _material(plan, everything=everything)


def _goal(plan: StudyPlan) -> str:
    goal = plan.goal
    about = f"{goal.track}, {goal.seniority}, {goal.background}; {goal.minutes} minutes a day"
    if plan.days_left is None or goal.interview_on is None:
        return f"No interview in sight. For: {about}."
    left = "today" if plan.days_left == 0 else f"in {counted(plan.days_left, 'day')}"
    return f"Interview on {day_words(goal.interview_on)}, {left}.\nFor: {about}."


def _day(day: Day, *, today: bool) -> Iterator[str]:
    minutes = f", {day.minutes} minutes" if day.tasks else ""
    yield f"{'Today, ' if today else ''}{day_words(day.on)}{minutes}"
    if day.note:
        yield f"  {day.note}"
    for task in day.tasks:
        yield _wrapped(f"{'☑' if task.done else '☐'} {task.title} ({task.minutes} min)", hang=4)
        if today and not task.done:
            yield _wrapped(_why(task), indent=4, hang=4)
    if day.done:
        yield "  Done today:"
        yield from map(_done, day.done)


def _why(task: Task) -> str:
    return f"{task.why[:1].upper()}{task.why[1:]}"


def _past(plan: StudyPlan) -> Iterator[str]:
    if not plan.past:
        return
    answered = sum(done.material is None for day in plan.past for done in day.done)
    yield from ("", f"DONE BEFORE TODAY, since {day_words(plan.goal.began_on)}")
    yield f"  {counted(answered, 'question')} on {counted(len(plan.past), 'day')}; the latest:"
    for day in plan.past[-LATEST:]:
        yield f"  {day_words(day.on)}"
        yield from map(_done, day.done)


def _done(done: Done) -> str:
    if done.material:
        return _wrapped(f"☑ {done.title} (material)", indent=4, hang=6)
    rough = margin_of(estimate=done.estimate)
    level = "no level" if done.level is None else level_words(done.level, rough, Wording.ROUGH)
    return _wrapped(f"☑ {done.title} ({done.minutes:.0f} min, {level})", indent=4, hang=6)


def _material(plan: StudyPlan, *, everything: bool) -> Iterator[str]:
    shown = [m for m in plan.material if everything or m.planned_on or m.studied_on]
    if not shown:
        return
    yield from ("", "MATERIAL (`--studied ID` ticks off)")
    for item in shown:
        yield _piece(item)
        if everything:
            yield _wrapped(item.material.do, indent=6, hang=6)
    if len(shown) < len(plan.material):
        yield f"  … and {len(plan.material) - len(shown)} more; `--material` shows all."


def _piece(item: StudyItem) -> str:
    material = item.material
    if item.studied_on:
        when = f", studied on {day_words(item.studied_on)}"
    else:
        when = f", from {day_words(item.planned_on)}" if item.planned_on else ""
    tick = "☑" if item.studied_on else "☐"
    about = f"{material.id}; {material.kind}, about {material.hours:g} h{when}"
    return _wrapped(f"{tick} {material.title} ({about})", hang=4)


def _wrapped(text: str, *, indent: int = 2, hang: int = 2) -> str:
    return fill(" ".join(text.split(" ")), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang)
