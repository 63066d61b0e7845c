"""The interview: everything that the candidate can do in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.widgets import Button
from textual.worker import WorkerError

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven
from interview_coach.errors import CoachError
from interview_coach.tui.screens.dialogue import DialogueScreen
from interview_coach.tui.screens.interview_dialogs import end_with_text, skip_with_text, stop, what_to_clarify
from interview_coach.tui.screens.interview_keys import BINDINGS
from interview_coach.tui.widgets.conversation import Conversation

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session

WHILE_IT_RUNS = ("send", "hint", "clarify", "skip", "pause", "editor", "retry", "stop")
AT_MY_MOVE = ("send", "hint", "clarify", "skip", "pause", "editor")


class InterviewScreen(DialogueScreen):
    """Holds an interview; it is left when the interview ended, or is put aside.

    Args:
        session: the interview with its drafts.
        clock: returns the time, with its zone.
        editor: the command of the candidate's editor; ``None`` for the system's plain one.
        folder: where a file for the editor may be made.
    """

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, *, session: Session, clock: Callable[[], datetime], editor: str | None, folder: Path) -> None:
        super().__init__(session=session, clock=clock)
        self._editor = editor
        self._folder = folder

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of what does not apply; grey those that have to wait for the interviewer."""
        ended = self.transcript.ended is not None
        if action == "continue":
            return ended
        if ended and action in WHILE_IT_RUNS:
            return False
        if action == "retry":
            return self._stuck
        if action == "hint" and not self._hints:
            return False
        if action in AT_MY_MOVE:
            return True if self._my_move else None
        return True

    @work(group="talk")
    async def action_send(self) -> None:
        """Send what the box holds."""
        if not self._my_move:
            return
        if not self.box.holds_text:
            self.notify("The box is empty. Skip the question, or ask for a hint.", markup=False)
            return
        await self._send()

    async def _send(self, *, until: type | None = None) -> bool:
        seconds = max(0.0, self.transcript.exchange_seconds_at(self._clock()) - self._turn_began)
        self._sent = self.box.text
        return await self._follow(self.session.interview.answer(self._sent.strip(), seconds), until=until)

    @work(group="talk")
    async def action_hint(self) -> None:
        """Ask for the next rung of the hint ladder."""
        if self._my_move:
            await self._follow(self.session.interview.hint())

    @work(group="talk")
    async def action_clarify(self) -> None:
        """Ask about the question; the answer's draft stays as it is."""
        if not self._my_move:
            return
        asked = await self.app.push_screen_wait(what_to_clarify())
        if asked is not None and self._my_move:
            await self._follow(self.session.interview.clarify(asked))

    @work(group="talk")
    async def action_skip(self) -> None:
        """Go on to the next question; asks first where the box holds text."""
        if not self._my_move:
            return
        if self.box.holds_text:
            wish = await self.app.push_screen_wait(skip_with_text(self.box.words))
            if wish is None:
                return
            if wish == "send":
                await self._send()
                return
            if wish == "discard":
                self.box.take_out(self.box.text)
        await self._follow(self.session.interview.skip())

    @work(group="talk")
    async def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self._my_move:
            interview = self.session.interview
            await self._follow(interview.unpause() if self.transcript.paused else interview.pause())

    @on(Conversation.RetryWanted)
    def action_retry(self) -> None:
        """Try again what the interviewer failed at."""
        if not self._busy:
            self.go_on()

    @work(group="stop", exclusive=True)
    async def action_stop(self) -> None:
        """Put the interview aside, or end it."""
        wish = await self.app.push_screen_wait(stop())
        if wish == "leave":
            self._save_draft()
            self.leave()
        elif wish == "end":
            await self._end()

    async def _end(self) -> None:
        if self.box.holds_text:
            can_send = owed(self.transcript) is Owed.CANDIDATE
            wish = await self.app.push_screen_wait(end_with_text(self.box.words, can_send=can_send))
            if wish is None or (wish == "send" and not await self._send(until=AnswerGiven)):
                return
        await self._interrupt()
        if not self.transcript.ended:
            await self._follow(self.session.interview.end())

    async def _interrupt(self) -> None:
        """Cut the interviewer off: what it owes can be derived from the transcript at any time."""
        for worker in [w for w in self.workers if w.group == "talk" and w.node is self and not w.is_finished]:
            worker.cancel()
            with contextlib.suppress(WorkerError):
                await worker.wait()

    @on(Button.Pressed, "#continue")
    def action_continue(self) -> None:
        """Go on to the self-assessment."""
        self.leave()

    def action_scroll_back(self) -> None:
        """Read earlier words without leaving the box."""
        self.conversation.scroll_page_up()

    def action_scroll_on(self) -> None:
        """Go back towards the newest words."""
        self.conversation.scroll_page_down()

    def action_editor(self) -> None:
        """Open the answer in the candidate's own editor."""
        from interview_coach.tui.editor import edit_text

        app = cast("CoachApp", self.app)
        try:
            with app.suspend():
                edited = edit_text(self.box.text, folder=self._folder, command=self._editor)
        except SuspendNotSupported:
            app.tell("This terminal cannot be handed to an editor.")
        except CoachError as error:
            app.tell(str(error), title="The editor")
        else:
            if edited != self.box.text:
                self.box.put(edited)
        self.refresh(layout=True)
