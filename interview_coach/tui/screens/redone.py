"""A scorecard of a question that was answered before: both attempts beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ScreenResultType
from textual.widgets import Static

from interview_coach.domain.comparing import compare_attempts
from interview_coach.tui import compare_words
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.debriefing import DebriefingScreen, WriteDebrief
from interview_coach.tui.screens.grading import Regrade

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.compare_words import Side
    from interview_coach.wiring import Session


class RedoneScreen(DebriefingScreen[ScreenResultType]):
    """Knows the attempt that this one redoes. A subclass has a notice ``#earlier``.

    Args:
        interview: the name under which the interview is kept.
        transcript: the interview, over.
        session: the session whose grading may still be running; ``None`` where the interview was only read.
        regrade: grades an interview again.
        debrief: writes the debrief where no session is at hand; ``None`` where nobody can.
        earlier: the attempt that this one redoes; ``None`` where it redoes none, or that is gone.
    """

    def __init__(
        self,
        *,
        interview: str,
        transcript: Transcript,
        session: Session | None,
        regrade: Regrade,
        debrief: WriteDebrief | None = None,
        earlier: Side | None = None,
    ) -> None:
        super().__init__(interview=interview, transcript=transcript, session=session, regrade=regrade, debrief=debrief)
        self.earlier = earlier

    def show_earlier(self) -> None:
        """Say how this attempt compares with the earlier one."""
        now = compare_words.side(self.transcript, 0)
        notice = self.query_one("#earlier", Static)
        notice.set_class(self.earlier is None or now is None, "hidden")
        if self.earlier is not None and now is not None:
            comparison = compare_attempts(self.earlier.attempt, now.attempt)
            notice.update(compare_words.beside_earlier(comparison, self.earlier, now))

    def action_before_after(self) -> None:
        """Show the attempt that this one redoes beside it."""
        now = compare_words.side(self.transcript, 0)
        if self.earlier is not None and now is not None and self.is_active:
            self.app.push_screen(ComparisonScreen(before=self.earlier, after=now))
