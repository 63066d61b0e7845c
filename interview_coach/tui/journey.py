"""The way through an interview: conversation, self-assessment, scorecard, and once more where it is redone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from interview_coach.domain.vocabulary import Engine
from interview_coach.errors import CoachError
from interview_coach.tui.compare_words import Side, side
from interview_coach.tui.screens.assessment import AssessmentScreen
from interview_coach.tui.screens.interview import InterviewScreen
from interview_coach.tui.screens.scorecard import Redo, ScorecardScreen
from interview_coach.tui.screens.standing import StandingScreen, clear_notices
from interview_coach.tui.words import counted
from interview_coach.wiring.engines import can_ask

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp, OpenSession
    from interview_coach.tui.screens.debriefing import WriteDebrief
    from interview_coach.tui.screens.grading import Regrade
    from interview_coach.wiring import Coach, Session


SILENT = 0.4
"""Seconds between two screens from which it is said what is waited for."""


class Backdrop(StandingScreen[None]):
    """Stands behind the screens of an interview, so that the home screen does not show between two of them."""

    def compose(self) -> ComposeResult:
        """Make room for a word."""
        yield Static(classes="quiet")

    def on_screen_resume(self) -> None:
        """Say why nothing shows, where that takes longer than a moment: grades under way are given some time."""
        self.set_timer(SILENT, self._say)

    def on_screen_suspend(self) -> None:
        """Say nothing the next time, unless that takes long too."""
        self.query_one(Static).update("")

    def _say(self) -> None:
        if self.is_active:
            self.query_one(Static).update("Putting everything in its place …")


async def set_up(app: CoachApp, coach: Coach) -> None:
    """Ask for all choices, then hold the interview."""
    from interview_coach.tui.screens.setup import SetupScreen

    before = await asyncio.to_thread(coach.choices)
    uncover(app)
    wish = await app.push_screen_wait(SetupScreen(coach=coach, choices=before))
    if wish is not None:
        await practise(app, coach, lambda coach: coach.start(wish.choices, portfolio=wish.case))


def uncover(app: CoachApp) -> None:
    """Close what was opened while the way was being prepared: help, or the palette."""
    while app.screen.is_modal:
        app.screen.dismiss()


async def practise(app: CoachApp, coach: Coach, open_session: OpenSession) -> None:
    """Hold an interview to its scorecard; a problem is told, and leads back to the home screen."""
    session = await _opened(app, coach, open_session)
    if session is not None:
        await hold(app, coach, session)


async def hold(app: CoachApp, coach: Coach, session: Session) -> None:
    """Lead through the interview that is open, and through those in which a question of it is redone."""
    backdrop, last = Backdrop(), session
    uncover(app)
    clear_notices(app)
    await app.push_screen(backdrop)
    following: Session | None = session
    while following is not None:
        last = following
        wish = await _held(app, coach, following)
        following = None if wish is None else await _opened(app, coach, wish)
    backdrop.leave()
    if not last.transcript.ended:
        app.notify("Kept. Press c to continue where you stopped.", markup=False)


async def _opened(app: CoachApp, coach: Coach, open_session: OpenSession) -> Session | None:
    try:
        return await open_session(coach)
    except CoachError as error:
        app.tell(str(error), title="The interview cannot start")
        return None


async def _held(app: CoachApp, coach: Coach, session: Session) -> OpenSession | None:
    app.holds(session)
    try:
        return await _to_the_scorecard(app, coach, session)
    finally:
        app.holds(None)
        try:
            await session.close()
        except CoachError as error:
            app.tell(str(error), title="Not everything could be kept")


async def _to_the_scorecard(app: CoachApp, coach: Coach, session: Session) -> OpenSession | None:
    if session.problems:
        lines = counted(len(session.problems), "line")
        app.notify(f"{lines} of this interview's journal could not be read; they are kept.", markup=False, timeout=10)
    if session.engine_note:
        app.notify(session.engine_note, title="Who interviews", markup=False, timeout=12)
    if not session.transcript.ended:
        settings = coach.settings
        await app.push_screen_wait(
            InterviewScreen(session=session, clock=app.clock, editor=settings.editor, folder=settings.home.transcripts)
        )
    if not session.transcript.ended:
        return None
    if any(not exchange.self_assessed and exchange.answers() for exchange in session.transcript.exchanges):
        await app.push_screen_wait(AssessmentScreen(session=session))
    wish = await app.push_screen_wait(
        ScorecardScreen(
            interview=session.id,
            transcript=session.transcript,
            session=session,
            regrade=_regrade_of(coach),
            debrief=_debrief_of(coach, session.transcript),
            earlier=await asyncio.to_thread(_earlier, coach, session.transcript),
        )
    )
    return _redo(wish)


def _regrade_of(coach: Coach) -> Regrade:
    """Return how an interview is graded again; what a full grader left out, by a full grader alone."""

    async def regrade(interview: str, *, missing: bool = False) -> Transcript:
        if missing:
            return await coach.regrade(interview, engine=Engine.CLAUDE, missing=True)
        return await coach.regrade(interview)

    return regrade


def _debrief_of(coach: Coach, transcript: Transcript) -> WriteDebrief | None:
    """Return how the debrief of an interview is written that no session holds; ``None`` where nobody can write it."""

    async def write(interview: str) -> Transcript:
        session = await coach.resume(interview)
        try:
            return await session.write_debrief()
        finally:
            await session.close()

    return write if transcript.plan.engine is Engine.CLAUDE and can_ask(coach.settings) else None


def _earlier(coach: Coach, transcript: Transcript) -> Side | None:
    """Return the attempt that an interview redoes; ``None`` where it redoes none, or that is gone. Blocks."""
    link = transcript.plan.redo_of
    if link is None or len(transcript.exchanges) != 1:
        return None
    try:
        return side(coach.store.read(link.interview).transcript, link.exchange)
    except CoachError:
        return None


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
    uncover(app)
    wish = await app.push_screen_wait(
        ScorecardScreen(
            interview=interview,
            transcript=transcript,
            session=None,
            regrade=_regrade_of(coach),
            debrief=_debrief_of(coach, transcript),
            earlier=await asyncio.to_thread(_earlier, coach, transcript),
        )
    )
    following = _redo(wish)
    if following is not None:
        await practise(app, coach, following)


def _redo(wish: Redo | None) -> OpenSession | None:
    if wish is None:
        return None
    interview, exchange = wish.interview, wish.exchange
    return lambda coach: coach.redo(interview, exchange)
