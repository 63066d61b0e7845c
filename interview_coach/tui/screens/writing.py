"""What befalls the text in the box besides typing: long pastes, the candidate's editor, what that left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import SuspendNotSupported

from interview_coach.errors import CoachError
from interview_coach.paths import reason
from interview_coach.tui.editor import edit_text, left_behind
from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.dialogue import DialogueScreen
from interview_coach.tui.screens.interview_dialogs import editors_text
from interview_coach.tui.sidecars import editor_file, keep_paste, set_aside
from interview_coach.tui.widgets.answer_box import LIMIT, AnswerBox

if TYPE_CHECKING:
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring import Session


class WritingScreen(DialogueScreen):
    """Looks after the text in the box.

    Args:
        session: the interview with its drafts.
        clock: returns the time, with its zone.
        editor: the command of the candidate's editor; ``None`` for the system's plain one.
        folder: where the journal is; a file for the editor and what is too long to paste are put beside it.
    """

    def __init__(self, *, session: Session, clock: Callable[[], datetime], editor: str | None, folder: Path) -> None:
        super().__init__(session=session, clock=clock)
        self._editor = editor
        self._folder = folder
        self._editor_file = editor_file(folder, session.id)
        self._left_in_editor: str | None = None

    async def on_mount(self) -> None:
        """Read what a process before this one left, before the draft is saved anew. Textual calls this one first."""
        self._left_in_editor = await asyncio.to_thread(left_behind, self._editor_file, self.session.drafts.path)

    def _tell(self, problem: str, *, title: str) -> None:
        cast("CoachApp", self.app).tell(problem, title=title)

    @on(AnswerBox.PasteCut)
    @work(group="paste")
    async def _keep_the_rest(self, event: AnswerBox.PasteCut) -> None:
        await self._keep(event.left_out, "Too long to paste whole", "Your clipboard still has them.")

    async def _keep(self, left_out: str, title: str, otherwise: str) -> bool:
        """Write what the box does not take to a file and say where; ``False`` where it cannot be written."""
        cut = f"The box takes {LIMIT:,} characters."
        try:
            path = await asyncio.to_thread(keep_paste, self._folder, self.session.id, left_out)
        except OSError as error:
            left = f"{len(left_out):,} more cannot be written to {self._folder}: {reason(error)}."
            self._tell(f"{cut} {left} {otherwise}", title=title)
            return False
        told = f"{cut} The other {len(left_out):,} are in {path}."
        self.notify(told, title=title, severity="warning", timeout=20, markup=False)
        return True

    async def _take_from_editor(self, text: str) -> None:
        """Put ``text`` into the box, as much as it takes; all of it where the rest cannot be kept elsewhere."""
        rest = text[LIMIT:]
        kept = not rest or await self._keep(rest, "Too long for the box", "The box holds all of it, and may be slow.")
        self.box.put(text[:LIMIT] if kept else text)

    def action_editor(self) -> None:
        """Open the answer in the candidate's own editor."""
        if self._may_act:
            self._ask(self._edit)

    async def _edit(self) -> None:
        await self.keys_are_taken_in()
        if not self._my_move:
            return
        edited, problem = self.box.text, ""
        try:
            with self.app.suspend():
                try:
                    edited = edit_text(edited, path=self._editor_file, command=self._editor)
                except (CoachError, OSError) as error:
                    problem = str(error)  # told below: an error that left the block would leave the app suspended
        except SuspendNotSupported:
            problem = "This terminal cannot be handed to an editor."
        if problem:
            self._tell(problem, title="The editor")
        elif edited != self.box.text:
            await self._take_from_editor(edited)
        self.refresh(layout=True)

    def draft_is_back(self) -> None:
        """Offer the text that was still in the editor when a process before this one died."""
        if self._left_in_editor is not None:
            self._ask(partial(self._offer_what_the_editor_left, pasted(self._left_in_editor)))

    async def _offer_what_the_editor_left(self, text: str) -> None:
        mine = self.box.text
        take = mine.strip() in text or await self.ask(editors_text()) is not None
        if take and text != mine:
            await self._take_from_editor(text)
            self.notify("What you wrote in your editor is in the box.", title="Welcome back", markup=False)
        try:
            if take:
                self._save_draft()
                await asyncio.to_thread(self.session.drafts.flush)
            await asyncio.to_thread(self._done_with_editors_text, taken=take and not self.session.drafts.problem)
        except OSError as error:
            self._tell(f"The editor's copy stays at {self._editor_file}: {reason(error)}.", title="The editor")

    def _done_with_editors_text(self, *, taken: bool) -> None:
        if taken:
            self._editor_file.unlink(missing_ok=True)
        else:
            set_aside(self._editor_file)
