"""Which interviews are listed, and in which order: counted and fetched in threads, filtered and sorted as is wished."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.widgets import Static

from interview_coach.errors import CoachError
from interview_coach.journal.index.base import ALL
from interview_coach.journal.index.filters import NEWEST_FIRST, Filters, Sort, SortBy
from interview_coach.tui import archive_words, filter_words
from interview_coach.tui.screens.archive_actions import ArchiveActions
from interview_coach.tui.screens.filtering import FilterDialog
from interview_coach.tui.screens.picking import PickDialog
from interview_coach.tui.widgets.window_list import WindowList
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.journal.listing import Listing
    from interview_coach.wiring import Coach


@dataclass(frozen=True)
class ListState:
    """What the list shows and where the cursor is, so that it can be come back to."""

    filters: Filters = ALL
    sort: Sort = NEWEST_FIRST
    cursor: int = 0
    follow: str = ""
    """The interview under the cursor."""
    marked: frozenset[str] = frozenset()


class ListedScreen(ArchiveActions):
    """Lists what ``state`` says in the list ``#list``; says in ``#top``, ``#chips`` and ``#nothing`` what that is.

    Args:
        coach: everything that can be asked for.
        state: what to show.
    """

    def __init__(self, *, coach: Coach, state: ListState) -> None:
        super().__init__(coach=coach)
        self.state = state
        self._total = 0
        self._counted = 0
        self._wanted = 0
        self._shown = 0

    @property
    def list(self) -> WindowList[Listing]:
        """The rows."""
        return self.query_one("#list", WindowList)

    @property
    def current(self) -> Listing | None:
        """The interview under the cursor."""
        return self.list.current

    # What is listed

    @property
    def listing(self) -> bool:
        """Whether it is still found out what is to be listed."""
        return self._shown < self._wanted

    def index_changed(self) -> None:
        """Show the list anew, with the cursor on the same interview."""
        self.show_list()

    def show_list(self) -> None:
        """Ask for what is to be listed; the answer to the last wish is shown, whatever came between."""
        self._wanted += 1
        if self._wanted - self._shown == 1:
            self._count()

    @work(group="list")
    async def _count(self) -> None:
        """Count what is to be listed, again as long as the wish changes meanwhile."""
        archive = self.coach.archive
        while self._shown < self._wanted:
            wanted, filters = self._wanted, self.state.filters
            try:
                total = await asyncio.to_thread(archive.count)
                found = await asyncio.to_thread(archive.count, filters) if filters != ALL else total
            except CoachError as error:
                self.tell(str(error), title="The list cannot be read")
                total, found = self._total, 0
            self._shown = wanted
            if self.stands and filters == self.state.filters:
                self._total, self._counted = total, found
                self._show_rows()

    def _show_rows(self) -> None:
        state = self.state
        self.list.show(
            self._counted,
            sorted_by=state.sort.by,
            falling=state.sort.descending,
            cursor=state.cursor,
            follow=state.follow,
        )
        some = self._counted < self._total or state.filters != ALL
        count = (
            f"{self._counted:,} of {counted(self._total, 'interview')}" if some else counted(self._total, "interview")
        )
        marked = f" · {len(state.marked)} marked" if state.marked else ""
        self.query_one("#top", Static).update(f"Transcripts · {count}{marked} · {archive_words.sort_words(state.sort)}")
        chips = filter_words.chips(state.filters)
        line = self.query_one("#chips", Static)
        line.update("  ".join(f"[{chip}]" for chip in chips) + "  Backspace clears")
        line.set_class(not chips, "hidden")
        nothing = self.query_one("#nothing", Static)
        nothing.update(self._why_nothing())
        nothing.set_class(self._counted > 0, "hidden")
        self.query_one("#preview").set_class(not self._counted, "hidden")
        self.refresh_bindings()

    def _why_nothing(self) -> str:
        if self._total:
            return "No interview is like that. Backspace drops search and filters."
        return "Reading the journals …" if self.indexing else "Nothing practised yet. Press Escape, then d for a drill."

    @on(WindowList.Wanted)
    def _rows_wanted(self, event: WindowList.Wanted) -> None:
        self._fetch(event)

    @work(group="rows")
    async def _fetch(self, event: WindowList.Wanted) -> None:
        state = self.state
        try:
            rows = await asyncio.to_thread(
                self.coach.archive.page, state.filters, state.sort, offset=event.first, limit=event.count
            )
        except CoachError as error:
            event.window.forgive(event.generation, event.first)
            self.tell(str(error), title="The list cannot be read")
            return
        if self.stands:
            event.window.deliver(event.generation, event.first, rows)

    # Searching, filtering, sorting

    def show_with(self, *, filters: Filters | None = None, sort: Sort | None = None) -> None:
        """List others, or in another order; the cursor goes to the first where others are listed."""
        old = self.state
        self.state = replace(old, filters=filters or old.filters, sort=sort or old.sort, cursor=0, follow="")
        self.show_list()

    @work(group="dialog", exclusive=True)
    async def action_filter(self) -> None:
        """Choose what is listed."""
        filters = await self.ask(FilterDialog(coach=self.coach, filters=self.state.filters))
        if filters is not None:
            self.show_with(filters=filters)

    @work(group="dialog", exclusive=True)
    async def action_sort(self) -> None:
        """Choose the order."""
        orders = [Sort(by=by, descending=falls) for by in archive_words.SORTS for falls in _ways(by)]
        lines = [_capital(archive_words.sort_words(order)) for order in orders]
        place = await self.ask(PickDialog(question="Sort", lines=lines, highlighted=orders.index(self.state.sort)))
        if place is not None:
            self.show_with(sort=orders[place])

    def action_reverse(self) -> None:
        """Sort the other way."""
        self.show_with(sort=archive_words.turned(self.state.sort, self.state.sort.by))

    @on(WindowList.SortAsked)
    def _heading_clicked(self, event: WindowList.SortAsked) -> None:
        self.show_with(sort=archive_words.turned(self.state.sort, SortBy(event.key)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ways(by: SortBy) -> tuple[bool, bool]:
    falls = by in archive_words.FALLING_FIRST
    return (falls, not falls)
