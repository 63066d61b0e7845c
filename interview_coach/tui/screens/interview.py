"""The interview: everything that the candidate can do in it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Button

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven
from interview_coach.tui.screens.dialogue import Updates
from interview_coach.tui.screens.interview_dialogs import (
    end_with_text,
    skip_the_last,
    skip_with_text,
    stop,
    what_to_clarify,
)
from interview_coach.tui.screens.interview_keys import BINDINGS
from interview_coach.tui.screens.recovering import RecoveringScreen

AT_MY_MOVE = ("send", "hint", "clarify", "skip", "pause", "editor")
WHEN_STUCK = ("retry", "put_aside")
WHILE_IT_RUNS = (*AT_MY_MOVE, *WHEN_STUCK, "stand_in", "cancel", "stop")


class InterviewScreen(RecoveringScreen):
    """Holds an interview; it is left when the interview ended, or is put aside."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of what does not apply; grey those that have to wait for the interviewer."""
        ended = self.transcript.ended is not None
        if action == "continue":
            return ended
        if ended and action in WHILE_IT_RUNS:
            return False
        if action == "cancel":
            return self._cancellable
        if action in WHEN_STUCK:
            return self._stuck
        if action == "stand_in":
            return self._stuck and self._may_stand_in
        if action == "hint" and not self._hints:
            return False
        if action in AT_MY_MOVE:
            may_not = False if self._stuck or (self._cancellable and action == "editor") else None
            return True if self._my_move else may_not
        return True

    def action_send(self) -> None:
        """Send what the box holds."""
        if self._may_act:
            self._act_after_the_keys(self._sent_answer_or_none)

    def _sent_answer_or_none(self) -> Updates | None:
        if self.box.holds_text:
            return self._sent_answer()
        self.notify("The box is empty. Skip the question, or ask for a hint.", markup=False)
        return None

    def _sent_answer(self) -> Updates:
        self._sent = self.box.text
        return self.session.interview.answer(self._sent.strip())

    def action_hint(self) -> None:
        """Ask for the next rung of the hint ladder."""
        if self._may_act:
            self._act(self.session.interview.hint())

    def action_clarify(self) -> None:
        """Ask about the question; the answer's draft stays as it is."""
        if self._may_act:
            self._ask(self._clarify)

    async def _clarify(self) -> None:
        asked = await self.ask(what_to_clarify())
        if asked is not None and self._my_move:
            self._act(self.session.interview.clarify(asked))

    def action_skip(self) -> None:
        """Go on to the next question; asks first where the box holds text, and where there is no next one."""
        if self._may_act:
            self._ask(self._skip)

    async def _skip(self) -> None:
        await self.keys_are_taken_in()
        if self.box.holds_text:
            await self._skip_with_text()
        elif (not self._last or await self._skips_the_last()) and self._my_move:
            self._act(self.session.interview.skip())

    async def _skips_the_last(self) -> bool:
        exchanges = self.transcript.exchanges
        return await self.ask(skip_the_last(answered=bool(exchanges) and exchanges[-1].answered)) is not None

    @property
    def _last(self) -> bool:
        return len(self.transcript.exchanges) >= len(self.transcript.plan.questions)

    async def _skip_with_text(self) -> None:
        wish = await self.ask(skip_with_text(self.box.words, last=self._last))
        if wish is None or not self._my_move:
            return
        if wish == "send":
            self._act(self._sent_answer())
            return
        if wish == "discard":
            self.box.take_out(self.box.text)
        self._act(self.session.interview.skip())

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self._may_act:
            interview = self.session.interview
            self._act(interview.unpause() if self.transcript.paused else interview.pause())

    def action_stop(self) -> None:
        """Put the interview aside, or end it."""
        if self.is_active:
            self._ask(self._stop)

    async def _stop(self) -> None:
        wish = await self.ask(stop())
        if wish == "leave":
            await self._put_aside()
        elif wish == "end":
            await self._end()

    async def _end(self) -> None:
        if self.box.holds_text:
            wish = await self.ask(end_with_text(self.box.words, can_send=self._can_send))
            if wish is None or (wish == "send" and not await self._send_last_words()):
                return
        await self._interrupt()
        if not self.transcript.ended:
            await self._follow(self.session.interview.end())

    @property
    def _can_send(self) -> bool:
        return owed(self.transcript) is Owed.CANDIDATE

    async def _send_last_words(self) -> bool:
        """Record what the box holds, without waiting for a reaction; ``False`` where that failed."""
        await self._interrupt()
        return self._can_send and await self._follow(self._sent_answer(), until=AnswerGiven)

    @on(Button.Pressed, "#continue")
    def action_continue(self) -> None:
        """Go on to the self-assessment."""
        self.close()

    def action_scroll_back(self) -> None:
        """Read earlier words without leaving the box."""
        self.conversation.scroll_page_up()

    def action_scroll_on(self) -> None:
        """Go back towards the newest words."""
        self.conversation.scroll_page_down()
