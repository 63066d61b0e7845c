"""The grading behind a scorecard: waited for as it goes on, begun again, completed, told where it fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, cast

from textual import work
from textual.screen import ScreenResultType
from textual.widgets import Static

from interview_coach.errors import CoachError
from interview_coach.tui import score_words
from interview_coach.tui.screens.standing import StandingScreen

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session

REFRESH = 0.2
"""Seconds between looks at what grading has brought."""


class Regrade(Protocol):
    """Grades an interview again, or only what has no level."""

    def __call__(self, interview: str, *, missing: bool = False) -> Awaitable[Transcript]:
        """Return the interview with its new grades; raises ``CoachError``."""


class GradingScreen(StandingScreen[ScreenResultType]):
    """Keeps ``transcript`` up to date while grades arrive. A subclass shows it, with a notice ``#grading``.

    Args:
        interview: the name under which the interview is kept.
        transcript: the interview, over.
        session: the session whose grading may still be running; ``None`` where the interview was only read.
        regrade: grades an interview again.
    """

    def __init__(
        self,
        *,
        interview: str,
        transcript: Transcript,
        session: Session | None,
        regrade: Regrade,
    ) -> None:
        super().__init__()
        self.interview = interview
        self.transcript = transcript
        self.session = session
        self.grading = False
        self._regrade = regrade

    def show_what_there_is(self) -> None:
        """Show the transcript as it stands now."""
        raise NotImplementedError

    def before_grading(self) -> None:
        """Called before an interview is graded again, for which its journal has to be free."""

    def after_grading(self) -> None:
        """Called when all is graded that the interview was left with."""

    @property
    def missing(self) -> int:
        """How many criteria have no level, though they were graded."""
        return score_words.missing(self.transcript)

    def finish_grading(self) -> None:
        """Wait for the grading that goes on, if any; else say what it left out."""
        if self.session is None:
            self._show_grading()
        else:
            self._set_grading(True)
            self._finish(self.session)

    @work(group="grading", exclusive=True)
    async def _finish(self, session: Session) -> None:
        """Wait for the grading that goes on, showing every result as it comes."""
        if await self._graded(session, session.finish_grading):
            self.after_grading()

    async def _graded(self, session: Session | None, grade: Callable[[], Awaitable[Transcript]]) -> bool:
        """Wait for ``grade``, telling what it waits for; ``False`` where it failed."""
        watch = self.set_interval(REFRESH, lambda: self._look(session)) if session else None
        try:
            self._take(await grade())
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="Grading stopped")
            return False
        finally:
            if watch is not None:
                watch.stop()
            self._set_grading(False)
        return True

    def action_grade(self) -> None:
        """Grade everything again; earlier grades are kept beside."""
        if self.is_active and not self.grading:
            self._set_grading(True)
            self._grade_again()

    @work(group="grading", exclusive=True)
    async def _grade_again(self) -> None:
        if await self._graded(None, self._without_session):
            self.notify(score_words.graded_again(self.transcript), markup=False)

    async def _without_session(self, *, missing: bool = False) -> Transcript:
        self.before_grading()
        session, self.session = self.session, None
        if session is not None:
            await session.close()
        return await (self._regrade(self.interview, missing=True) if missing else self._regrade(self.interview))

    def action_complete(self) -> None:
        """Grade what has no level; all else stays."""
        if self.is_active and not self.grading and self.missing:
            self._set_grading(True)
            self._grade_missing()

    @work(group="grading", exclusive=True)
    async def _grade_missing(self) -> None:
        session = self.session
        if session is not None and session.engines.grader.info.full:
            graded = await self._graded(session, session.grade_missing)
        else:
            graded = await self._graded(None, lambda: self._without_session(missing=True))
        if graded and self.missing:
            self.notify("Some criteria still have no level; each says why.", markup=False)

    def _set_grading(self, grading: bool) -> None:
        self.grading = grading
        if self.stands:
            self._show_grading()
            self.refresh_bindings()

    def _show_grading(self) -> None:
        notice = self.query_one("#grading", Static)
        doing = self.session.grading_activity if self.session else ""
        words = score_words.grading_state(self.transcript, doing, grading=self.grading)
        notice.set_class(not words, "hidden")
        notice.update(words)

    def _look(self, session: Session) -> None:
        self._take(session.transcript)
        if self.stands:
            self._show_grading()

    def _take(self, transcript: Transcript) -> None:
        if transcript is not self.transcript and self.stands:
            self.transcript = transcript
            self._show_grading()
            self.show_what_there_is()
