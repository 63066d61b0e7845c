"""A study plan as Markdown: lists to tick off, in any editor or on paper."""

from __future__ import annotations

from collections.abc import Iterator

from interview_coach.domain.levels import Wording, level_words, margin_of
from interview_coach.domain.markdown import inline
from interview_coach.learning.days import day_words
from interview_coach.learning.tasks import Day, Done, StudyItem, StudyPlan


def plan_markdown(plan: StudyPlan) -> str:
    """Return the whole plan as Markdown."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: StudyPlan) -> Iterator[str]:
    goal = plan.goal
    yield "# Study plan"
    yield ""
    yield f"{_when(plan)} {goal.track}, {goal.seniority}, {goal.background}; {goal.minutes} minutes a day."
    yield f"Made on {day_words(plan.on)}; made anew, it takes up what was not done."
    for note in plan.notes:
        yield from ("", f"> {inline(note)}")
    for day in plan.days:
        yield from _day(day)
    yield from ("", "## Why these topics", "")
    for need in plan.needs:
        yield f"- {inline(need.title)}, {need.share:.0%} of the practice: {inline(need.why)}"
    yield from ("", "## Material", "")
    for item in plan.material:
        yield _material(item)
    if plan.past:
        yield from ("", "## Done so far")
    for day in plan.past:
        yield from ("", f"### {day_words(day.on)}", "")
        yield from (_done(done) for done in day.done)


def _when(plan: StudyPlan) -> str:
    if plan.days_left is None or plan.goal.interview_on is None:
        return "No interview in sight."
    days = "today" if plan.days_left == 0 else f"in {plan.days_left} day{'s' if plan.days_left > 1 else ''}"
    return f"Interview on {day_words(plan.goal.interview_on)}, {days}."


def _day(day: Day) -> Iterator[str]:
    yield from ("", f"## {day_words(day.on)}" + (f", {day.minutes} minutes" if day.tasks else ""))
    if day.note:
        yield from ("", inline(day.note))
    if day.tasks:
        yield ""
    for task in day.tasks:
        yield f"- [{'x' if task.done else ' '}] {inline(task.title)} ({task.minutes} min): {inline(task.why)}"
    if day.done:
        yield from ("", "Done today:", "")
        yield from (_done(done) for done in day.done)


def _material(item: StudyItem) -> str:
    material = item.material
    when = f"; from {day_words(item.planned_on)}" if item.planned_on and not item.studied_on else ""
    tick = "x" if item.studied_on else " "
    about = f"{material.kind}, about {material.hours:g} h{when}"
    return f"- [{tick}] {inline(material.title)} ({about}): {inline(material.do)}"


def _done(done: Done) -> str:
    if done.material:
        return f"- {inline(done.title)} (material)"
    rough = margin_of(estimate=done.estimate)
    level = "no level" if done.level is None else level_words(done.level, rough, Wording.ROUGH)
    return f"- {inline(done.title)} ({done.format}, {done.minutes:.0f} min, {level})"
