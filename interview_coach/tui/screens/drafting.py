"""Keeping what stands in the answer box: put back at first, saved at every change, whole before anything reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual import on
from textual.widgets import TextArea

from interview_coach.journal.drafts import Draft
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.answer_box import AnswerBox

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session


class DraftingScreen(StandingScreen[None]):
    """Holds an interview with its draft. A subclass lays out the box.

    Args:
        session: the interview with its drafts.
        clock: returns the time, with its zone.
    """

    def __init__(self, *, session: Session, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.session = session
        self._clock = clock
        self._draft_problem: str | None = None
        self._may_save = False
        """Whether the draft that was kept is back in the box: until then saving would write over it."""

    @property
    def transcript(self) -> Transcript:
        """The interview as it stands."""
        return self.session.transcript

    @property
    def box(self) -> AnswerBox:
        """Where the candidate writes."""
        return self.query_one(AnswerBox)

    def put_draft_back(self) -> None:
        """Put what was kept before what was typed meanwhile; from now on drafts are saved."""
        draft = self.session.draft
        if draft is not None and draft.text and not draft.sent_in(self.transcript):
            self.box.put(draft.text + self.box.text)
            self.notify("The text that you had not sent is back in the box.", title="Welcome back", markup=False)
        self._may_save = True
        if self.box.holds_text:
            self._save_draft()

    @on(TextArea.Changed)
    def _save_draft(self) -> None:
        """Keep the text and the time that went by; costs nothing, so it happens at every keystroke."""
        if self.transcript.ended or not self._may_save or not self.stands:
            return
        seconds = self.transcript.seconds_since_last_event(self._clock())
        exchange = max(0, len(self.transcript.exchanges) - 1)
        self.session.drafts.save(Draft(exchange=exchange, text=self.box.text, seconds=seconds))

    async def keys_are_taken_in(self) -> None:
        """Wait until the box has taken in what was typed before: its keys wait in a queue of its own."""
        taken_in = asyncio.Event()
        if self.box.call_later(taken_in.set):
            await taken_in.wait()

    async def keep_draft(self) -> None:
        """See to it that all that was typed before is in the draft that is saved next."""
        if self._may_save:
            await self.keys_are_taken_in()
            self._save_draft()

    def tell_draft_problem(self) -> None:
        """Say, once, why the draft cannot be kept."""
        problem = self.session.drafts.problem
        if problem and problem != self._draft_problem:
            cast("CoachApp", self.app).tell(problem, title="Your draft is not safe: send it soon")
        self._draft_problem = problem
