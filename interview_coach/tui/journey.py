"""The way through an interview: conversation, self-assessment, scorecard, and once more where it is redone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from interview_coach.errors import CoachError
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import Redo, ScorecardScreen

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp, OpenSession
    from interview_coach.wiring import Coach, Session


async def practise(app: CoachApp, coach: Coach, open_session: OpenSession) -> None:
    """Hold an interview to its scorecard; a problem is told, and leads back to the home screen."""
    following: OpenSession | None = open_session
    while following is not None:
        try:
            session = await following(coach)
        except CoachError as error:
            app.tell(str(error), title="The interview cannot start")
            return
        app.holds(session)
        try:
            following = await _hold(app, coach, session)
        finally:
            app.holds(None)
            await session.close()


async def _hold(app: CoachApp, coach: Coach, session: Session) -> OpenSession | None:
    if not session.transcript.ended:
        settings = coach.settings
        await app.push_screen_wait(
            InterviewScreen(session=session, clock=app.clock, editor=settings.editor, folder=settings.home.root)
        )
    if not session.transcript.ended:
        app.notify("Kept. Press c to continue where you stopped.", title="Interview put aside", markup=False)
        return None
    if any(not exchange.self_assessed and exchange.answers() for exchange in session.transcript.exchanges):
        await app.push_screen_wait(AssessmentScreen(session=session))
    wish = await app.push_screen_wait(
        ScorecardScreen(transcript=session.transcript, session=session, regrade=coach.regrade)
    )
    return _redo(wish)


async def review(app: CoachApp, coach: Coach, interview: str) -> None:
    """Show the scorecard of an interview that is over, and redo a question where that is wished.

    One that was left before its self-assessment or its grades were complete is taken up where it stood.
    """
    try:
        transcript = (await asyncio.to_thread(coach.store.read, interview)).transcript
    except CoachError as error:
        app.tell(str(error), title="The interview cannot be read")
        return
    if any(e.answers() and not (e.self_assessed and e.grade and e.grade.finished) for e in transcript.exchanges):
        await practise(app, coach, lambda coach: coach.resume(interview))
        return
    wish = await app.push_screen_wait(ScorecardScreen(transcript=transcript, session=None, regrade=coach.regrade))
    following = _redo(wish)
    if following is not None:
        await practise(app, coach, following)


def _redo(wish: Redo | None) -> OpenSession | None:
    if wish is None:
        return None
    interview, exchange = wish.interview, wish.exchange
    return lambda coach: coach.redo(interview, exchange)
