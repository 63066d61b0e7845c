"""The way to the Banks screen, through the questions that are practised from there, and back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from interview_coach.domain.vocabulary import Format
from interview_coach.tui.journey import Backdrop, practise, uncover
from interview_coach.tui.screens.banks import BanksScreen

if TYPE_CHECKING:
    from interview_coach.domain.question import Question
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach, Session


async def banks(app: CoachApp, coach: Coach) -> None:
    """Show banks and rubrics; a question that is practised from there leads back to where it was chosen."""
    backdrop = Backdrop()
    at: tuple[str, str] | None = None
    uncover(app)
    await app.push_screen(backdrop)
    try:
        while (wish := await app.push_screen_wait(BanksScreen(workshop=coach.workshop, at=at))) is not None:
            at = ("question", wish.question)
            await practise(app, coach, partial(_start, question_id=wish.question))
    finally:
        backdrop.leave()


async def _start(coach: Coach, question_id: str) -> Session:
    """Begin an interview of that one question, with all else as it was chosen last."""
    choices = await asyncio.to_thread(coach.choices)
    question = (await asyncio.to_thread(coach.library)).question(question_id)
    changes = {"format": format_of(question), "question_id": question_id, "questions": 1}
    return await coach.start(choices.model_copy(update=changes))


def format_of(question: Question) -> Format:
    """Return how a question is practised alone: as a drill where it can be, else as it is meant."""
    if Format.DRILL in question.formats:
        return Format.DRILL
    return question.formats[0]
