"""What can be done with interviews in the list: mark, compare, label, export, delete, restore, take up."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual import work
from textual.content import Content

from interview_coach.errors import CoachError
from interview_coach.tui import archive_words, comparables
from interview_coach.tui.compare_words import Side
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.screens.comparison import ComparisonScreen
from interview_coach.tui.screens.dialogs import Answer, ChoiceDialog
from interview_coach.tui.screens.indexing import IndexingScreen
from interview_coach.tui.screens.labelling import LabelDialog, Labels
from interview_coach.tui.screens.picking import PickDialog
from interview_coach.tui.wishes import ReadScorecard, ReadTranscript, TakeUp
from interview_coach.tui.words import moment

if TYPE_CHECKING:
    from interview_coach.journal.listing import Listing
    from interview_coach.tui.app import CoachApp
    from interview_coach.tui.screens.listed import ListState
    from interview_coach.tui.widgets.window_list import WindowList

ListWish = ReadTranscript | ReadScorecard | TakeUp | None

RESTORE = "It goes to the trash. Press T in the list to see what is there, and Enter to restore it."


class ArchiveActions(IndexingScreen[ListWish]):
    """Does what is asked for with the interview under the cursor. A subclass lists them."""

    state: ListState

    @property
    def current(self) -> Listing | None:
        """The interview under the cursor."""
        raise NotImplementedError

    @property
    def list(self) -> WindowList[Listing]:
        """The rows."""
        raise NotImplementedError

    def show_list(self) -> None:
        """List everything anew."""
        raise NotImplementedError

    @property
    def now(self) -> datetime:
        """The time."""
        return cast("CoachApp", self.app).clock()

    def tell(self, problem: str, *, title: str) -> None:
        """Show a sentence about a problem."""
        cast("CoachApp", self.app).tell(problem, title=title)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not apply to the interview under the cursor."""
        item = self.current
        if action == "compare":
            return True if len(self.state.marked) == 2 else None
        if action == "take_up":
            return item is not None and item.can_go_on
        if action == "scorecard":
            return item is not None and not item.problem and not item.unfinished
        if action in ("mark", "label", "export"):
            return item is not None and not item.problem
        if action == "delete":
            return item is not None
        return True

    # What leads elsewhere

    def action_scorecard(self) -> None:
        """Open the scorecard."""
        if self.current is not None:
            self.close(ReadScorecard(self.current.id))

    def action_take_up(self) -> None:
        """Go on with the interview."""
        if self.current is not None:
            self.close(TakeUp(self.current.id))

    def action_mark(self) -> None:
        """Mark the interview, or take its mark away; go on to the next."""
        if self.current is not None:
            self.state = replace(self.state, marked=self.state.marked ^ {self.current.id})
            self.list.mark(self.state.marked)
            self.list.action_move(1)
            self.show_list()

    @work(group="dialog", exclusive=True)
    async def action_compare(self) -> None:
        """Compare the attempts at a question that both marked interviews have."""
        first, second = sorted(self.state.marked)
        try:
            found = await asyncio.to_thread(comparables.shared, self.coach, first, second)
        except CoachError as error:
            self.tell(str(error), title="These cannot be compared")
            return
        if not found:
            self.tell(comparables.NOTHING_SHARED, title="These cannot be compared")
            return
        place: int | None = 0
        if len(found) > 1:
            lines = [one_line(before.attempt.title) for before, _ in found]
            place = await self.ask(PickDialog(question="Compare the answers to …", lines=lines))
        if place is not None:
            self._compare(*found[place])

    def _compare(self, before: Side, after: Side) -> None:
        self.app.push_screen(ComparisonScreen(before=before, after=after))

    # What changes them

    @work(group="dialog", exclusive=True)
    async def action_label(self, field: str) -> None:
        """Rename the interview, tag it, write a note on it."""
        item = self.current
        if item is None:
            return
        labels = await self.ask(LabelDialog(labels=Labels(item.name, item.tags, item.note), focus=field))
        if labels is None:
            return
        try:
            await self.coach.archive.label(item.id, name=labels.name, tags=labels.tags, note=labels.note)
        except CoachError as error:
            self.tell(str(error), title="This is not kept")
        self.show_list()

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
        """Write the interview to a file for others."""
        from interview_coach.tui.exports import export

        if self.current is not None:
            await export(self, self.coach, self.current.id)

    @work(group="dialog", exclusive=True)
    async def action_delete(self) -> None:
        """Move the interview into the trash, once it is clear that this is wished."""
        item = self.current
        if item is None:
            return
        what = f"{archive_words.when(item, self.now)}  {archive_words.heading(item)}".rstrip()
        answers = [Answer("keep", "k", "Keep it"), Answer("delete", "y", "Yes, delete it")]
        details = f"{what}\n{RESTORE}"
        if await self.ask(ChoiceDialog(question="Delete this interview?", details=details, answers=answers)) is None:
            return
        try:
            await asyncio.to_thread(self.coach.archive.delete, item.id)
        except CoachError as error:
            self.tell(str(error), title="Not deleted")
        else:
            self.state = replace(self.state, marked=self.state.marked - {item.id}, follow="")
            self.notify("Deleted. T shows the trash, from which it can be restored.", markup=False)
        self.show_list()

    @work(group="dialog", exclusive=True)
    async def action_trash(self) -> None:
        """Show what was deleted, and restore what is wished."""
        archive = self.coach.archive
        try:
            trashed = await asyncio.to_thread(archive.trash)
        except CoachError as error:
            self.tell(str(error), title="The trash cannot be read")
            return
        if not trashed:
            self.notify("The trash is empty.", markup=False)
            return
        lines: list[Content | str] = [
            Content.assemble(
                (f"{archive_words.when(one.listing, self.now)}  ", "bold"),
                archive_words.heading(one.listing) or one_line(one.id),
                f"\n  deleted {moment(one.deleted_at, self.now)}",
            )
            for one in trashed
        ]
        place = await self.ask(PickDialog(question="Trash", details="Enter restores an interview.", lines=lines))
        if place is None:
            return
        await self._restore(trashed[place].id)

    async def _restore(self, trashed_id: str) -> None:
        try:
            path = await asyncio.to_thread(self.coach.archive.restore, trashed_id)
        except CoachError as error:
            self.tell(str(error), title="Not restored")
        else:
            self.notify(f"Restored: {shown(path.stem)}", markup=False)
        self.show_list()
