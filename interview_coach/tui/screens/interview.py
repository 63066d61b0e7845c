"""The interview: the conversation, the clock, and the box in which the candidate answers."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Button, Footer, TextArea
from textual.worker import WorkerError

from interview_coach.domain.conversation import Owed, owed
from interview_coach.domain.events import AnswerGiven, InterviewEnded, InterviewerSaid
from interview_coach.domain.vocabulary import EndReason
from interview_coach.errors import CoachError
from interview_coach.interviewing.updates import Chunk, Recorded, Speaking, Update
from interview_coach.tui.screens.interview_dialogs import end_with_text, skip_with_text, stop, what_to_clarify
from interview_coach.tui.screens.interview_keys import BINDINGS
from interview_coach.tui.utterances import interviewer_name, utterances
from interview_coach.tui.widgets.answer_box import LIMIT, AnswerBox
from interview_coach.tui.widgets.answer_pane import AnswerPane
from interview_coach.tui.widgets.conversation import Conversation
from interview_coach.tui.widgets.interview_header import InterviewHeader
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session

Updates = AsyncGenerator[Update, None]

SAVE_EVERY = 10
"""Seconds between savings of the time that went by, besides those at every change of the text."""


class InterviewScreen(Screen[None]):
    """Holds an interview; it is left when the interview ended, or is put aside.

    Args:
        session: the interview with its drafts.
        clock: returns the time, with its zone.
        editor: the command of the candidate's editor.
        folder: where a file for the editor may be made.
    """

    CSS_PATH = "interview.tcss"
    AUTO_FOCUS = "#answer"
    BINDINGS: ClassVar[list[BindingType]] = BINDINGS

    def __init__(self, *, session: Session, clock: Callable[[], datetime], editor: str | None, folder: Path) -> None:
        super().__init__()
        self.session = session
        self._clock = clock
        self._editor = editor
        self._folder = folder
        self._busy = False
        self._failed = False
        self._turn_began = 0.0
        self._ticks = 0
        self._offered: tuple[object, ...] = ()

    @property
    def transcript(self) -> Transcript:
        """The interview as it stands."""
        return self.session.transcript

    @property
    def box(self) -> AnswerBox:
        """Where the candidate writes."""
        return self.query_one(AnswerBox)

    @property
    def conversation(self) -> Conversation:
        """What was said."""
        return self.query_one(Conversation)

    def compose(self) -> ComposeResult:
        """Lay out header, conversation, answer."""
        yield InterviewHeader(id="top")
        yield Conversation(id="conversation")
        yield AnswerPane(id="bottom")
        yield Footer(show_command_palette=False, compact=True)

    async def on_mount(self) -> None:
        """Show what was said before, put the draft back, and go on."""
        await self.conversation.show(utterances(self.transcript))
        now, draft = self._clock(), self.session.draft
        self._turn_began = self.transcript.exchange_seconds_at(now) - (draft.seconds if draft else 0.0)
        if draft is not None and draft.text and not draft.sent_in(self.transcript):
            self.box.put(draft.text)
            self.notify("The text that you had not sent is back in the box.", title="Welcome back", markup=False)
        self.set_interval(1.0, self._tick)
        self._show_state()
        self._go_on()

    # What is shown

    def _show_state(self) -> None:
        self.query_one(InterviewHeader).show(self.transcript)
        self.query_one(AnswerPane).show_state(self._state_in_words())
        self._tick()
        offered = (self._my_move, self._failed, bool(self._hints), self.transcript.ended)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _state_in_words(self) -> str:
        if self._failed:
            return "Interrupted · F5 tries again"
        if self.transcript.ended:
            return "The interview is over"
        if self._busy:
            return "The interviewer is speaking …"
        if self.transcript.paused:
            return "Paused · the clock stands still; Ctrl+R goes on"
        if self._hints:
            return f"Your answer · {counted(self._hints, 'hint')} left"
        return "Your answer"

    def _tick(self) -> None:
        self.query_one(InterviewHeader).show_time(self.transcript, self._clock())
        self._ticks += 1
        if self._ticks % SAVE_EVERY == 0 and not self._busy:
            self._save_draft()

    # What is written

    @on(TextArea.Changed)
    def _save_draft(self) -> None:
        """Keep the text and the time that went by; costs nothing, so it happens at every keystroke."""
        if self.transcript.ended:
            return
        from interview_coach.journal.drafts import Draft

        seconds = self.transcript.seconds_at(self._clock()) - self.transcript.active_seconds
        exchange = max(0, len(self.transcript.exchanges) - 1)
        self.session.drafts.save(Draft(exchange=exchange, text=self.box.text, seconds=seconds))

    @on(AnswerBox.PasteCut)
    def _paste_was_cut(self, event: AnswerBox.PasteCut) -> None:
        self.notify(
            f"The box takes {LIMIT:,} characters; {event.left_out:,} were left out. Your clipboard still has them.",
            title="Too long to paste whole",
            severity="warning",
            timeout=10,
            markup=False,
        )

    # What happens

    @work(group="talk")
    async def _go_on(self) -> None:
        await self._follow(self.session.interview.advance())

    @on(Conversation.RetryWanted)
    def action_retry(self) -> None:
        """Try again what the interviewer failed at."""
        if not self._busy:
            self._go_on()

    async def _follow(self, updates: Updates, *, until: type | None = None) -> bool:
        """Show what the interview tells, to its end or to an event of the kind ``until``; ``False`` where it failed."""
        self._busy, self._failed = True, False
        self._show_state()
        try:
            async with contextlib.aclosing(updates):
                async for update in updates:
                    await self._show(update)
                    if until is not None and isinstance(update, Recorded) and isinstance(update.event, until):
                        break
        except CoachError as error:
            self._failed = True
            await self.conversation.trouble(f"{error} What you wrote is kept.")
        finally:
            self._busy = False
            self.box.read_only = False
        self._show_state()
        if self.transcript.ended is EndReason.COMPLETED:
            self.query_one(AnswerPane).close()  # the last words stay to be read
        elif self.transcript.ended:
            self._leave()
        return not self._failed

    async def _show(self, update: Update) -> None:
        if isinstance(update, Speaking):
            index = len(self.transcript.exchanges) - (self.transcript.current is not None)
            await self.conversation.begin(interviewer_name(self.transcript, index, update.purpose))
        elif isinstance(update, Chunk):
            await self.conversation.write(update.text)
        else:
            await self._show_recorded(update)

    async def _show_recorded(self, update: Recorded) -> None:
        if isinstance(update.event, AnswerGiven):
            self.session.drafts.clear()
            self.box.empty()
            self.box.read_only = False
            self.conversation.follow()
        await self.conversation.show(utterances(self.transcript))
        if isinstance(update.event, InterviewerSaid):
            self._turn_began = self.transcript.exchange_seconds_at(self._clock())
        if not isinstance(update.event, InterviewEnded):
            self._show_state()

    # What the candidate does

    @property
    def _my_move(self) -> bool:
        return not self._busy and owed(self.transcript) is Owed.CANDIDATE

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys of what is not possible now."""
        if action == "continue":
            return self.transcript.ended is not None
        if self.transcript.ended and action in ("send", "hint", "clarify", "skip", "pause", "editor", "retry", "stop"):
            return False
        if action == "retry":
            return self._failed
        if action == "hint" and not self._hints:
            return False
        if action in ("send", "hint", "clarify", "skip", "pause", "editor"):
            return True if self._my_move else None
        return True

    @property
    def _hints(self) -> int:
        return self.session.interview.hints_left if self.transcript.current else 0

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
        self.box.read_only = True
        return await self._follow(self.session.interview.answer(self.box.text.strip(), seconds), until=until)

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
                self.box.empty()
        await self._follow(self.session.interview.skip())

    @work(group="talk")
    async def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self._my_move:
            interview = self.session.interview
            await self._follow(interview.unpause() if self.transcript.paused else interview.pause())

    @work(group="stop", exclusive=True)
    async def action_stop(self) -> None:
        """Put the interview aside, or end it."""
        wish = await self.app.push_screen_wait(stop())
        if wish == "leave":
            self._save_draft()
            self._leave()
        elif wish == "end":
            await self._end()

    async def _end(self) -> None:
        if self.box.holds_text and owed(self.transcript) is Owed.CANDIDATE:
            wish = await self.app.push_screen_wait(end_with_text(self.box.words))
            if wish is None:
                return
            if wish == "send" and not await self._send(until=AnswerGiven):
                return
        await self._interrupt()
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
        self._leave()

    def _leave(self) -> None:
        """Go, whatever dialog lies on top."""
        self.pop_until_active()
        self.dismiss()

    def action_scroll_back(self) -> None:
        """Read earlier words without leaving the box."""
        self.conversation.scroll_page_up()

    def action_scroll_on(self) -> None:
        """Go back towards the newest words."""
        self.conversation.scroll_page_down()

    def action_editor(self) -> None:
        """Open the answer in the candidate's own editor."""
        from interview_coach.tui.editor import edit_text

        try:
            with self.app.suspend():
                edited = edit_text(self.box.text, folder=self._folder, command=self._editor)
        except SuspendNotSupported:
            cast("CoachApp", self.app).tell("This terminal cannot be handed to an editor.")
        except CoachError as error:
            cast("CoachApp", self.app).tell(str(error), title="The editor")
        else:
            if edited != self.box.text:
                self.box.put(edited)
        self.refresh(layout=True)
