"""What an interview's screen shows while it goes on: the conversation, the clock, the draft in the box."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven
from interview_coach.domain.vocabulary import EndReason
from interview_coach.errors import CoachError
from interview_coach.interviewing.updates import Chunk, Recorded, Restarted, Speaking, Update
from interview_coach.tui.asking_words import spent_in_short, waiting_words
from interview_coach.tui.safe_text import one_line
from interview_coach.tui.screens.drafting import DraftingScreen
from interview_coach.tui.utterances import before_the_question, interviewer_name, utterances
from interview_coach.tui.widgets.answer_pane import AnswerPane
from interview_coach.tui.widgets.conversation import Conversation, WayOn
from interview_coach.tui.widgets.interview_header import InterviewHeader
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.wiring import Session

Updates = AsyncGenerator[Update, None]

SAVE_EVERY = 10
"""Seconds between savings of the time that went by, besides those at every change of the text."""


class DialogueScreen(DraftingScreen):
    """Follows an interview and shows it. What the candidate can do is up to its subclass.

    Args:
        session: the interview with its drafts.
        clock: returns the time, with its zone.
    """

    AUTO_FOCUS = "#answer"

    def __init__(self, *, session: Session, clock: Callable[[], datetime]) -> None:
        super().__init__(session=session, clock=clock)
        self._busy = False
        self._asking = False
        self._stuck = False
        self._speaks = False
        self._sent = ""
        self._ticks = 0
        self._offered: tuple[object, ...] = ()

    @property
    def conversation(self) -> Conversation:
        """What was said."""
        return self.query_one(Conversation)

    def compose(self) -> ComposeResult:
        """Lay out header, conversation, answer."""
        yield InterviewHeader(id="top")
        yield Conversation(id="conversation")
        yield AnswerPane(id="bottom")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Show what was said before, put the draft back, and go on."""
        if self.stands:
            await self.conversation.show(utterances(self.transcript))
        if not self.stands:
            return
        self.put_draft_back()
        self.set_interval(1.0, self.tick)
        self._show_state()
        self.go_on()
        self.draft_is_back()

    def draft_is_back(self) -> None:
        """Called once, when the draft stands in the box again; a subclass may have more to put back."""

    def go_on(self) -> None:
        """Let the interviewer do what it owes."""
        if not self._busy:
            self._act(self.session.interview.advance())

    def _act(self, updates: Updates) -> None:
        """Begin to follow ``updates``. The move is claimed here and now: the next key may come before the worker."""
        self._busy = True
        self._talk(updates)

    def _act_after_the_keys(self, updates: Callable[[], Updates | None]) -> None:
        """Claim the move now, and begin to follow ``updates()`` when the box has taken in what was typed before.

        Keys for the box wait in a queue of its own, so those of the screen overtake them. ``None`` gives the move back.
        """

        def begin() -> None:
            following = updates() if self.stands else None
            self._busy = following is not None
            if following is not None:
                self._act(following)

        self._busy = self.box.call_later(begin)

    @work(group="talk")
    async def _talk(self, updates: Updates) -> None:
        await self._follow(updates)

    def _ask(self, asking: Callable[[], Awaitable[object]]) -> None:
        """Begin something that asks the candidate back; refused while there is a dialog, or one is about to come."""
        if not self._asking:
            self._asking = True
            self._until_answered(asking)

    @work(group="ask")
    async def _until_answered(self, asking: Callable[[], Awaitable[object]]) -> None:
        try:
            await asking()
        finally:
            self._asking = False

    @property
    def _my_move(self) -> bool:
        return not self._busy and owed(self.transcript) is Owed.CANDIDATE

    @property
    def _may_act(self) -> bool:
        return self._my_move and not self._asking and self.is_active

    @property
    def _hints(self) -> int:
        return self.session.interview.hints_left if self.transcript.current else 0

    @property
    def _owes(self) -> bool:
        """Whether the interviewer has to say something, or the interview to end."""
        return owed(self.transcript) not in (Owed.CANDIDATE, Owed.NOTHING)

    @property
    def _cancellable(self) -> bool:
        """Whether a model is being asked, which may take long: then asking can be called off."""
        return self._busy and self.session.has_stand_in and self._owes

    def ways_on(self) -> list[WayOn]:
        """Return what can be done after a failure; a subclass knows."""
        return []

    def tick(self) -> None:
        """Show the time, and now and then save how much of it went by."""
        if not self.stands:
            return
        self.query_one(InterviewHeader).show_time(self.transcript, self._clock())
        if self._busy:
            self.query_one(AnswerPane).show_state(self._state_in_words())
        self._ticks += 1
        if self._ticks % SAVE_EVERY == 0 and not self._busy:
            self._save_draft()
        self.tell_draft_problem()

    def _show_state(self) -> None:
        self.query_one(InterviewHeader).show(self.transcript)
        pane = self.query_one(AnswerPane)
        pane.show_spent("" if self._busy or self._stuck else spent_in_short(self.transcript.spent()))
        pane.show_state(self._state_in_words())
        self.tick()
        offered = (self._my_move, self._stuck, self._cancellable, bool(self._hints), self.transcript.ended)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _state_in_words(self) -> str:
        if self.transcript.ended:
            unsent = " · the text below was not sent" if self.box.holds_text else ""
            return f"The interview is over{unsent}"
        if self._stuck:
            return "Interrupted · F5 tries again"
        if self._cancellable:
            return waiting_words(self.session.activity, speaks=self._speaks, room=self.query_one(AnswerPane).room)
        if self._busy:
            return "The interviewer is speaking …"
        if self.transcript.paused:
            return "Paused · the clock stands still; Ctrl+R goes on"
        if self._hints:
            return f"Your answer · {counted(self._hints, 'hint')} left"
        return "Your answer"

    async def _follow(self, updates: Updates, *, until: type | None = None) -> bool:
        """Show what the interview tells, to its end or to an event of the kind ``until``; ``False`` where it failed."""
        self._busy, self._stuck, self._speaks, failed = True, False, False, False
        self._show_state()
        try:
            await self.conversation.clear_trouble()
            async with contextlib.aclosing(updates):
                async for update in updates:
                    await self._show(update)
                    if until is not None and isinstance(update, Recorded) and isinstance(update.event, until):
                        break
        except CoachError as error:
            failed = True
            await self._stop_at(str(error))
        finally:
            self._busy = False
        self._show_state()
        self._go_where_it_ended()
        return not failed

    async def _stop_at(self, why: str) -> None:
        """Say why nothing goes on, and what can be done."""
        self._stuck = self._owes
        await self.conversation.trouble(f"{why} What you wrote is kept.", ways=self.ways_on())

    def _go_where_it_ended(self) -> None:
        """After the end, leave; but the last words, and what was not sent, stay to be read."""
        if self.transcript.ended is EndReason.COMPLETED:
            self.query_one(AnswerPane).close()
        elif self.transcript.ended:
            self.leave()

    async def _show(self, update: Update) -> None:
        if isinstance(update, Speaking):
            index = len(self.transcript.exchanges) - (self.transcript.current is not None)
            if self.transcript.current is None:
                above = before_the_question(self.transcript, index)
                await self.conversation.show([*utterances(self.transcript), *above])
            await self.conversation.begin(interviewer_name(self.transcript, index, update.purpose))
        elif isinstance(update, Chunk):
            if not self._speaks:
                self._speaks = True
                self._show_state()
            await self.conversation.write(update.text)
        elif isinstance(update, Restarted):
            index = len(self.transcript.exchanges) - (self.transcript.current is not None)
            name = interviewer_name(self.transcript, index, None)
            await self.conversation.begin_again(f"{name} · once more: {one_line(update.why)}")
        elif isinstance(update, Recorded):
            await self._show_recorded(update)

    async def _show_recorded(self, update: Recorded) -> None:
        self._speaks = False
        if isinstance(update.event, AnswerGiven):
            self.session.drafts.clear()
            self.box.take_out(self._sent)
            self.conversation.follow()
        await self.conversation.show(utterances(self.transcript))
        if not self.transcript.ended:
            self._show_state()
