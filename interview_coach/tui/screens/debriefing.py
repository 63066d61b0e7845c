"""The debrief behind a scorecard: written while the scorecard is read, told where it fails, tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.screen import ScreenResultType

from interview_coach.errors import CoachError
from interview_coach.tui.screens.grading import GradingScreen, Regrade
from interview_coach.tui.widgets.debrief_view import DebriefView

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session

WriteDebrief = Callable[[str], "Awaitable[Transcript]"]
"""Has the debrief of an interview written that no session holds; raises ``CoachError``."""


class DebriefingScreen(GradingScreen[ScreenResultType]):
    """Has the debrief written once all is graded. A subclass lays out a ``DebriefView``.

    Args:
        interview: the name under which the interview is kept.
        transcript: the interview, over.
        session: the session whose grading may still be running; ``None`` where the interview was only read.
        regrade: grades an interview again.
        debrief: writes the debrief where no session is at hand; ``None`` where nobody can.
    """

    def __init__(
        self,
        *,
        interview: str,
        transcript: Transcript,
        session: Session | None,
        regrade: Regrade,
        debrief: WriteDebrief | None = None,
    ) -> None:
        super().__init__(interview=interview, transcript=transcript, session=session, regrade=regrade)
        self._debrief = debrief
        self._debriefing = False

    @property
    def can_debrief(self) -> bool:
        """Whether the debrief is missing, and somebody is there who could write it now."""
        nothing_said = not any(e.answered for e in self.transcript.exchanges)
        if self.transcript.debrief is not None or nothing_said or self._debriefing or self.grading:
            return False
        session = self.session
        return self._debrief is not None if session is None else session.engines.debriefer is not None

    def show_debrief(self) -> None:
        """Show the debrief, or how it stands with it."""
        if self.stands:
            view = self.query_one(DebriefView)
            view.show(self.transcript, writing=self._debriefing, can_write=self.can_debrief)
            self.refresh_bindings()

    def before_grading(self) -> None:
        """Stop writing: grading again needs the journal for itself."""
        self.workers.cancel_group(self, "debrief")

    def after_grading(self) -> None:
        """Have the debrief written, unless that was tried before and failed."""
        if not self.transcript.debrief_failed:
            self._begin()

    def _begin(self) -> None:
        if self.can_debrief and self.stands:
            self._debriefing = True
            self.show_debrief()
            self._write()

    @work(group="debrief", exclusive=True)
    async def _write(self) -> None:
        try:
            if self.session is not None:
                self._take(await self.session.write_debrief())
            elif self._debrief is not None:
                self._take(await self._debrief(self.interview))
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="The debrief is not kept")
        finally:
            self._debriefing = False
            self.show_debrief()

    @on(DebriefView.TryAgain)
    def action_debrief_again(self) -> None:
        """Have the debrief written that is missing."""
        self._begin()

    def action_debrief(self) -> None:
        """Go to the debrief."""
        view = self.query_one(DebriefView)
        view.take_focus()
        view.scroll_visible(top=True, animate=False)
