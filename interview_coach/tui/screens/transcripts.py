"""All past interviews: listed, sorted, searched as one types, filtered; and what can be done with them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, OptionList, ProgressBar, Static

from interview_coach.journal.index.base import ALL
from interview_coach.tui import archive_words
from interview_coach.tui.found import hits_in
from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.listed import ListedScreen, ListState
from interview_coach.tui.widgets.choosing import Paged
from interview_coach.tui.widgets.key_line import KeyLine
from interview_coach.tui.widgets.window_list import WindowList
from interview_coach.tui.wishes import ReadTranscript

if TYPE_CHECKING:
    from interview_coach.journal.index.hits import Hit
    from interview_coach.wiring import Coach


SEARCH = "In everything that was said"


class TranscriptsScreen(ListedScreen):
    """Lists the interviews; the result is a wish, ``None`` to go home. ``state`` is kept up to date throughout.

    Args:
        coach: everything that can be asked for.
        state: what to show.
    """

    CSS_PATH = "transcripts.tcss"
    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="list.open", tooltip="Read the interview back"),
        Binding("slash", "search", "Search", key_display="/", priority=True, id="list.search", tooltip=SEARCH),
        Binding("z", "stop_indexing", "Stop reading", id="list.stop", tooltip="What was read so far stays listed"),
        Binding("backspace", "clear", "Clear", id="list.clear", tooltip="Drop search and filters"),
        Binding("f", "filter", "Filter", id="list.filter", tooltip="By topic, track, engine, verdict, date, tags"),
        Binding("s", "sort", "Sort", id="list.sort", tooltip="By any column, both ways; a click on a heading does it"),
        Binding("S", "reverse", "Reverse", show=False, key_display="S", id="list.reverse", tooltip="Sort other way"),
        Binding("space", "mark", "Mark", id="list.mark", tooltip="Mark two of them to compare"),
        Binding("c", "compare", "Compare", id="list.compare", tooltip="The two that are marked"),
        Binding("u", "take_up", "Take up", id="list.take_up", tooltip="Go on with what is not finished"),
        Binding("x", "export", "Export", id="list.export", tooltip="Write it to a file for others"),
        Binding("d,delete", "delete", "Delete", id="list.delete", tooltip="Into the trash, after asking"),
        Binding("l", "label('name')", "Label", id="list.label", tooltip="Rename it, tag it, write a note"),
        Binding("t", "label('tags')", "Tag", show=False, id="list.tag", tooltip="Tag it"),
        Binding("o", "scorecard", "Scorecard", id="list.scorecard", tooltip="Open its scorecard"),
        Binding("T", "trash", "Trash", key_display="T", id="list.trash", tooltip="What was deleted, to restore it"),
        Binding("tab", "app.focus_next", "Switch", show=False, id="list.switch", tooltip="To the places found"),
        Binding("up", "row(-1)", "Up", show=False),
        Binding("down", "row(1)", "Down", show=False),
        Binding("f5", "look", "Look again", show=False, id="list.look", tooltip="Bring the list up to date"),
        Binding("escape,q", "leave", "Home", id="list.leave", tooltip="From the search to the list, then home"),
    ]

    def __init__(self, *, coach: Coach, state: ListState) -> None:
        super().__init__(coach=coach, state=state)
        self._hits: tuple[Hit, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the search, the list, and what is said of the interview under the cursor."""
        yield Static(id="top", markup=False)
        yield Input(
            self.state.filters.text,
            id="search",
            compact=True,
            max_length=200,
            placeholder='/ searches everything said: words, or "a phrase"',
        )
        yield Static(id="chips", classes="hidden", markup=False)
        with Horizontal(id="indexing", classes="hidden"):
            yield Static(id="index-words", markup=False)
            yield ProgressBar(show_eta=False)
        yield Static(id="index-notice", classes="notice hidden", markup=False)
        yield Static(id="nothing", classes="hidden", markup=False)
        yield WindowList(
            columns=archive_words.columns(lambda: self.now), identify=lambda item: item.id, widget_id="list"
        )
        with Vertical(id="preview"):
            yield Static(id="about")
            yield Paged(id="hits", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what the index knows, and bring it up to date meanwhile."""
        if self.stands:
            self.list.mark(self.state.marked)
            self.show_list()
            self.keep_indexed()

    # What is said of one of them

    @on(WindowList.Highlighted)
    def _highlighted(self) -> None:
        item = self.current
        self.query_one("#about", Static).update(archive_words.about(item, self.now) if item else "")
        if item is not None:
            self.state = replace(self.state, cursor=self.list.cursor, follow=item.id)
        self._find_hits()
        self.refresh_bindings()

    @work(group="hits", exclusive=True)
    async def _find_hits(self) -> None:
        """Show where the words that are searched for stand in the interview under the cursor."""
        item, text = self.current, self.state.filters.text
        hits = await asyncio.to_thread(hits_in, item.path, text) if item and text and not item.problem else ()
        if self.stands and item is self.current and text == self.state.filters.text:
            self._hits = hits
            options = self.query_one("#hits", OptionList)
            options.clear_options()
            options.add_options(archive_words.hit_line(hit) for hit in hits)
            options.highlighted = 0 if hits else None
            options.set_class(not hits, "hidden")
            self.query_one("#preview").set_class(bool(hits), "-searching")

    @on(OptionList.OptionSelected, "#hits")
    def _open_hit(self, event: OptionList.OptionSelected) -> None:
        self._open(self._hits[event.option_index] if event.option_index < len(self._hits) else None)

    @on(WindowList.Selected)
    def action_open(self) -> None:
        """Read the interview under the cursor back, from where the words were found on."""
        said = [hit for hit in self._hits if hit.turn is not None]
        self._open(said[0] if said else next(iter(self._hits), None))

    def _open(self, hit: Hit | None) -> None:
        item = self.current
        if item is None:
            return
        if item.problem:
            self.tell(item.problem, title="This transcript cannot be read")
        else:
            self.close(ReadTranscript(item.id, hit.exchange if hit else None, hit.turn if hit else None))

    # Searching

    def action_search(self) -> None:
        """Go to the search, before the next key is dealt with: it may be pressed already."""
        self.set_focus(self.query_one("#search"))

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        text = pasted(event.value)
        if text.strip() != self.state.filters.text.strip() or (text != self.state.filters.text and text.strip()):
            self.show_with(filters=self.state.filters.model_copy(update={"text": text if text.strip() else ""}))

    @on(Input.Submitted, "#search")
    def _submitted(self) -> None:
        """Open what the cursor is on; while the words are still looked for, only leave the search."""
        if self.listing:
            self.list.focus()
        else:
            self.action_open()

    def action_row(self, step: int) -> None:
        """Move the cursor of the list from the search."""
        self.list.action_move(step)

    def action_clear(self) -> None:
        """Drop search and filters."""
        self.query_one("#search", Input).value = ""
        self.show_with(filters=ALL)
        self.list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what does not apply."""
        if action == "search":
            return not self.query_one("#search").has_focus
        if action == "clear":
            return self.state.filters != ALL
        if action == "stop_indexing":
            return self.indexing and not self.query_one("#indexing").has_class("hidden")
        if action == "open":
            return self.current is not None
        return super().check_action(action, parameters)

    def action_leave(self) -> None:
        """Go from the search to the list, from the list home."""
        if self.query_one("#search").has_focus:
            self.list.focus()
        else:
            self.close(None)
