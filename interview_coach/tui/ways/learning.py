"""The ways to what is due, to progress and to the study plan, and from there into interviews and back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError
from interview_coach.tui import due_words
from interview_coach.tui.journey import practise, review, uncover
from interview_coach.tui.screens.due import AnswerAgain, DueScreen, LookAt, Repeat
from interview_coach.tui.screens.progress import ProgressScreen, View
from interview_coach.tui.screens.study_plan import StudyPlanScreen
from interview_coach.tui.screens.study_plan import View as PlanView
from interview_coach.tui.study_rows import Start

if TYPE_CHECKING:
    from interview_coach.learning.due import DueItem, DueList
    from interview_coach.learning.tasks import Task
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach, Session


async def due(app: CoachApp, coach: Coach) -> None:
    """Practise what is most due at once, then show the rest; where nothing is due, show what is next and when."""
    try:
        listed = await asyncio.to_thread(coach.learning.due)
    except CoachError as error:
        app.tell(str(error), title="What is due cannot be found out")
        return
    told = ""
    if listed.due:
        first = listed.due[0]
        told = await _repeated(app, coach, (first,))
        if not told:  # it was left before its end: it waits on the home screen
            return
    await due_list(app, coach, told)


async def due_list(app: CoachApp, coach: Coach, told: str = "") -> None:
    """Show what is due, practise what is wished of it, and come back until nothing is wished."""
    at = 0
    while True:
        uncover(app)
        screen = DueScreen(load=coach.learning.due, told=told, at=at)
        wish = await app.push_screen_wait(screen)
        told, at = "", screen.at
        if wish is None:
            return
        if isinstance(wish, Repeat):
            told = await _repeated(app, coach, wish.items)
        elif isinstance(wish, AnswerAgain):
            await _again(app, coach, wish)
        elif isinstance(wish, LookAt):
            await review(app, coach, wish.attempt.interview)


async def progress(app: CoachApp, coach: Coach) -> None:
    """Show how it goes, with the attempts that are wished to be seen, until nothing more is."""
    view = View()
    while True:
        uncover(app)
        wish = await app.push_screen_wait(ProgressScreen(load=coach.learning.progress, view=view, clock=app.clock))
        if wish is None:
            return
        await review(app, coach, wish.attempt.interview)


async def study_plan(app: CoachApp, coach: Coach) -> None:
    """Show the study plan, with what is wished of it, until nothing more is."""
    view = PlanView()
    studying = coach.learning.studying
    while True:
        uncover(app)
        wish = await app.push_screen_wait(StudyPlanScreen(studying=studying, view=view))
        if wish is None:
            return
        if isinstance(wish, Start):
            await practise(app, coach, partial(_task, task=wish.task))
        else:
            await review(app, coach, wish.attempt.interview)


async def _task(coach: Coach, task: Task) -> Session:
    plan = await asyncio.to_thread(coach.learning.studying.interview, task)
    return await coach.begin(plan)


async def _again(app: CoachApp, coach: Coach, wish: AnswerAgain) -> None:
    attempt = wish.attempt
    await practise(app, coach, lambda coach: coach.redo(attempt.interview, attempt.exchange))


async def _repeated(app: CoachApp, coach: Coach, items: tuple[DueItem, ...]) -> str:
    """Practise ``items``, and say when they come back; empty where they were not practised to the end."""
    await practise(app, coach, lambda coach: _begin(coach, items))
    try:
        return _told(items, await asyncio.to_thread(coach.learning.due))
    except CoachError as error:
        app.tell(str(error), title="What is due cannot be found out")
        return ""


async def _begin(coach: Coach, items: tuple[DueItem, ...]) -> Session:
    plan = await asyncio.to_thread(coach.learning.repeat, items, len(items))
    return await coach.begin(plan)


def _told(before: tuple[DueItem, ...], after: DueList) -> str:
    reviews = {item.card.key: item.card.reviews for item in before}
    again = [i for i in (*after.due, *after.coming) if i.card.reviews > reviews.get(i.card.key, i.card.reviews)]
    return " ".join(due_words.comes_back(item) for item in again)
