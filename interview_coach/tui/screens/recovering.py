"""What can be done when the interviewer takes long or fails: cancel, try again, let the offline coach, leave."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual import on
from textual.worker import WorkerError

from interview_coach.domain.conversation import Owed, owed
from interview_coach.tui.screens.writing import WritingScreen
from interview_coach.tui.widgets.conversation import Conversation, WayOn


class RecoveringScreen(WritingScreen):
    """Gets an interview over trouble. Whatever is chosen, all that was said and written is kept."""

    WAYS: ClassVar[dict[str, str]] = {
        "retry": "Try again (F5)",
        "stand_in": "Offline coach this once (F6)",
        "put_aside": "Leave for now (F7)",
    }

    def ways_on(self) -> list[WayOn]:
        """Return what can be done where the interviewer owes something."""
        return [WayOn(a, label) for a, label in self.WAYS.items() if a != "stand_in" or self._may_stand_in]

    @property
    def _may_stand_in(self) -> bool:
        return self.session.has_stand_in and owed(self.transcript) in (Owed.REACTION, Owed.QUESTION)

    @on(Conversation.WayChosen)
    async def _go_the_way(self, event: Conversation.WayChosen) -> None:
        await self.run_action(f"screen.{event.action}")

    def action_retry(self) -> None:
        """Try again what the interviewer failed at."""
        if self.is_active:
            self.go_on()

    def action_stand_in(self) -> None:
        """Let the offline coach say what the interviewer owes, this once."""
        if self.is_active and self._may_stand_in and not self._busy:
            self._act(self.session.advance_offline())

    def action_put_aside(self) -> None:
        """Leave; the interview can be continued from this very point."""
        if self.is_active:
            self._ask(self._put_aside)

    async def _put_aside(self) -> None:
        await self.keep_draft()
        await self._interrupt()
        self.leave()

    def action_cancel(self) -> None:
        """Stop waiting for the interviewer."""
        if self.is_active and self._cancellable:
            self._ask(self._cancel)

    async def _cancel(self) -> None:
        await self._interrupt()
        if self.stands and self._owes:
            await self._stop_at("You cancelled the interviewer's turn.")
        if self.stands:
            self._show_state()

    async def _interrupt(self) -> None:
        """Cut the interviewer off: what it owes can be derived from the transcript at any time."""
        for worker in [w for w in self.workers if w.group == "talk" and w.node is self and not w.is_finished]:
            worker.cancel()
            with contextlib.suppress(WorkerError):
                await worker.wait()
        self._busy = False
