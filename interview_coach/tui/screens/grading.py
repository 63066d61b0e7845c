"""The grading behind a scorecard: waited for as it goes on, begun again, told where it fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from textual import work
from textual.screen import ScreenResultType
from textual.widgets import Static

from interview_coach.errors import CoachError
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session

REFRESH = 0.2
"""Seconds between looks at what grading has brought."""


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
        regrade: Callable[[str], Awaitable[Transcript]],
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

    def finish_grading(self) -> None:
        """Wait for the grading that goes on, if any."""
        if self.session is not None:
            self._set_grading(True)
            self._finish(self.session)

    @work(group="grading", exclusive=True)
    async def _finish(self, session: Session) -> None:
        """Wait for the grading that goes on, showing every result as it comes."""
        watch = self.set_interval(REFRESH, lambda: self._take(session.transcript))
        try:
            self._take(await session.finish_grading())
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="Grading stopped")
        finally:
            watch.stop()
            self._set_grading(False)

    def action_grade(self) -> None:
        """Grade everything again; earlier grades are kept beside."""
        if self.is_active and not self.grading:
            self._set_grading(True)
            self._grade_again()

    @work(group="grading", exclusive=True)
    async def _grade_again(self) -> None:
        try:
            if self.session is not None:
                await self.session.close()
                self.session = None
            self._take(await self._regrade(self.interview))
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="Grading stopped")
        else:
            self.notify("Graded again.", markup=False)
        finally:
            self._set_grading(False)

    def _set_grading(self, grading: bool) -> None:
        self.grading = grading
        if self.stands:
            self._show_grading()
            self.refresh_bindings()

    def _show_grading(self) -> None:
        waiting = sum(not (e.grade and e.grade.finished) for e in self.transcript.exchanges)
        notice = self.query_one("#grading", Static)
        notice.set_class(not self.grading, "hidden")
        if self.grading:
            what = f"waiting for {counted(waiting, 'question')}" if waiting else "almost done"
            notice.update(f"Grading is under way: {what}. Results appear as they come.")

    def _take(self, transcript: Transcript) -> None:
        if transcript is not self.transcript and self.stands:
            self.transcript = transcript
            self._show_grading()
            self.show_what_there_is()
