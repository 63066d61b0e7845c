"""The way through past interviews: from the list into one of them, on to a redo or a scorecard, and back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError
from interview_coach.tui.journey import Backdrop, practise, review, uncover
from interview_coach.tui.screens.detail import DetailScreen
from interview_coach.tui.screens.listed import ListState
from interview_coach.tui.screens.scorecard import Redo
from interview_coach.tui.screens.transcripts import TranscriptsScreen
from interview_coach.tui.wishes import ReadScorecard, ReadTranscript, TakeUp

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Coach


async def transcripts(app: CoachApp, coach: Coach) -> None:
    """List past interviews, and do what is wished with them, until the candidate goes home."""
    backdrop, state = Backdrop(), ListState()
    uncover(app)
    await app.push_screen(backdrop)
    try:
        while True:
            screen = TranscriptsScreen(coach=coach, state=state)
            wish = await app.push_screen_wait(screen)
            state = screen.state
            if wish is None:
                return
            await fulfil(app, coach, wish)
    finally:
        backdrop.leave()


async def fulfil(app: CoachApp, coach: Coach, wish: ReadTranscript | ReadScorecard | TakeUp | Redo) -> None:
    """Do what is wished with a past interview, and what is wished after that."""
    match wish:
        case ReadTranscript():
            await read_back(app, coach, wish)
        case ReadScorecard():
            await review(app, coach, wish.interview)
        case TakeUp():
            await practise(app, coach, lambda coach: coach.resume(wish.interview))
        case Redo():
            await practise(app, coach, lambda coach: coach.redo(wish.interview, wish.exchange))


async def read_back(app: CoachApp, coach: Coach, wish: ReadTranscript) -> None:
    """Show an interview, and do what is wished with it."""
    try:
        read = await asyncio.to_thread(coach.store.read, wish.interview)
    except CoachError as error:
        app.tell(str(error), title="The interview cannot be read")
        return
    further = await app.push_screen_wait(DetailScreen(coach=coach, read=read, at=wish))
    if further is not None:
        await fulfil(app, coach, further)
