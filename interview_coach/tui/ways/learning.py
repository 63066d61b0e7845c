"""The ways to what is due, to progress and to the study plan, and from there into interviews and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError
from interview_coach.tui import due_words
from interview_coach.tui.journey import Backdrop, practise, uncover
from interview_coach.tui.progress_view import View
from interview_coach.tui.screens.due import DueScreen, Repeat
from interview_coach.tui.screens.progress import ProgressScreen
from interview_coach.tui.screens.study_plan import StudyPlanScreen
from interview_coach.tui.screens.study_plan import View as PlanView
from interview_coach.tui.study_rows import Start
from interview_coach.tui.ways.archive import fulfil

if TYPE_CHECKING:
    from interview_coach.learning.due import DueItem, DueList
    from interview_coach.learning.tasks import Task
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach, Session


async def due(app: CoachApp, coach: Coach) -> None:
    """Practise what is most due at once, then show the rest; where nothing is due, show what is next and when."""
    async with _before_a_backdrop(app):
        try:
            listed = await asyncio.to_thread(coach.learning.due)
        except CoachError as error:
            app.tell(str(error), title="What is due cannot be found out")
            return
        told = ""
        if listed.due:
            told = await _repeated(app, coach, listed.due[:1])
            if not told:  # it was left before its end, and waits on the home screen
                return
        await _what_is_due(app, coach, told)


async def due_list(app: CoachApp, coach: Coach) -> None:
    """Show what is due, practise what is wished of it, and come back until nothing is wished."""
    async with _before_a_backdrop(app):
        await _what_is_due(app, coach)


async def progress(app: CoachApp, coach: Coach) -> None:
    """Show how it goes, with the attempts that are wished to be seen, until nothing more is."""
    view = View()
    async with _before_a_backdrop(app):
        while True:
            wish = await app.push_screen_wait(ProgressScreen(load=coach.learning.progress, view=view, clock=app.clock))
            if wish is None:
                return
            await fulfil(app, coach, wish)


async def study_plan(app: CoachApp, coach: Coach) -> None:
    """Show the study plan, with what is wished of it, until nothing more is."""
    view = PlanView()
    async with _before_a_backdrop(app):
        while True:
            wish = await app.push_screen_wait(StudyPlanScreen(studying=coach.learning.studying, view=view))
            if wish is None:
                return
            if isinstance(wish, Start):
                await practise(app, coach, partial(_begin_task, task=wish.task))
            else:
                await fulfil(app, coach, wish)


@asynccontextmanager
async def _before_a_backdrop(app: CoachApp) -> AsyncIterator[None]:
    """Keep the home screen from showing between two screens of a way."""
    backdrop = Backdrop()
    uncover(app)
    await app.push_screen(backdrop)
    try:
        yield
    finally:
        backdrop.leave()


async def _what_is_due(app: CoachApp, coach: Coach, told: str = "") -> None:
    at = 0
    while True:
        screen = DueScreen(load=coach.learning.due, told=told, at=at)
        wish = await app.push_screen_wait(screen)
        told, at = "", screen.at
        if wish is None:
            return
        if isinstance(wish, Repeat):
            told = await _repeated(app, coach, wish.items)
        else:
            await fulfil(app, coach, wish)


async def _repeated(app: CoachApp, coach: Coach, items: tuple[DueItem, ...]) -> str:
    """Practise ``items``, and say when they come back; empty where they were not practised to the end."""
    await practise(app, coach, partial(_begin_again, items=items))
    try:
        return _told(items, await asyncio.to_thread(coach.learning.due))
    except CoachError as error:
        app.tell(str(error), title="What is due cannot be found out")
        return ""


async def _begin_again(coach: Coach, items: tuple[DueItem, ...]) -> Session:
    plan = await asyncio.to_thread(coach.learning.repeat, items, len(items))
    return await coach.begin(plan)


async def _begin_task(coach: Coach, task: Task) -> Session:
    plan = await asyncio.to_thread(coach.learning.studying.interview, task)
    return await coach.begin(plan)


def _told(before: tuple[DueItem, ...], after: DueList) -> str:
    reviews = {item.card.key: item.card.reviews for item in before}
    again = [i for i in (*after.due, *after.coming) if i.card.reviews > reviews.get(i.card.key, i.card.reviews)]
    return " ".join(due_words.comes_back(item) for item in again)
