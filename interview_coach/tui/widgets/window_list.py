"""A list that shows a window on any number of rows: it holds a few pages of them, asked for as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from interview_coach.tui.widgets.columns import Column, Placed, heading, line, placed

Row = TypeVar("Row")

PAGE = 100
"""Rows that are asked for at once."""

PAGES = 8
"""Pages that are held; the least recently shown one goes first."""

GUTTER = 2
"""Cells left of the columns, for the cursor's mark and the mark of rows that were marked."""

CURSOR, MARKED = "▸", "✓"


class WindowList(ScrollView, Generic[Row], can_focus=True):
    """Shows rows in columns under a heading that stays; its memory does not depend on how many rows there are.

    Whoever owns it answers :class:`Wanted` with :meth:`deliver`, whenever the rows are there, and calls :meth:`show`
    when the rows are others than before.

    Args:
        columns: what is shown of a row.
        identify: returns what names a row; marks and the cursor keep to it.
        widget_id: the widget's id.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"window--heading", "window--cursor", "window--waiting"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "select", "Open"),
    ]
    DEFAULT_CSS = """
    WindowList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        & > .window--heading { text-style: bold; background: $surface; color: $foreground; }
        & > .window--cursor { background: $primary 25%; }
        & > .window--waiting { color: $foreground 60%; }
        &:focus > .window--cursor { background: $primary 40%; text-style: bold; }
        &:nocolor > .window--heading { text-style: bold underline; }
        &:nocolor:focus > .window--cursor { text-style: reverse !important; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """The row that the cursor is on, counted from 0; it means nothing while there are no rows."""

    @dataclass
    class Wanted(Message):
        """Rows came into view that are not there: ``first`` and how many, for :meth:`WindowList.deliver`."""

        window: WindowList[Any]
        generation: int
        first: int
        count: int

        @property
        def control(self) -> WindowList[Any]:
            """Return the list."""
            return self.window

    @dataclass
    class Highlighted(Message):
        """The cursor came to stand on another row, or its row arrived."""

        window: WindowList[Any]

        @property
        def control(self) -> WindowList[Any]:
            """Return the list."""
            return self.window

    @dataclass
    class Selected(Highlighted):
        """The row under the cursor was chosen: with Enter, or with a click on it."""

    @dataclass
    class SortAsked(Message):
        """The heading of the column ``key`` was clicked."""

        window: WindowList[Any]
        key: str

        @property
        def control(self) -> WindowList[Any]:
            """Return the list."""
            return self.window

    def __init__(
        self, *, columns: Sequence[Column[Row]], identify: Callable[[Row], str], widget_id: str | None = None
    ) -> None:
        super().__init__(id=widget_id)
        self.row_count = 0
        self.marked: frozenset[str] = frozenset()
        """What names the rows that are marked."""
        self._columns = tuple(columns)
        self._identify = identify
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._before: dict[int, tuple[Row, ...]] = {}
        """What showed before, page for page: drawn until what is there now arrives, so that nothing flickers."""
        self._asked: set[int] = set()
        self._generation = 0
        self._sorted_by, self._falling = "", False
        self._follow = ""

    # What there is

    def show(
        self, count: int, *, sorted_by: str = "", falling: bool = False, cursor: int | None = None, follow: str = ""
    ) -> None:
        """Show ``count`` rows that are others than before, or in another order.

        Args:
            count: how many there are.
            sorted_by: the key of the column that they are sorted by.
            falling: whether the largest is the first.
            cursor: the row to put the cursor on; by default it stays where it is.
            follow: what names the row that the cursor moves on to, should it arrive in the page of the cursor.
        """
        self._generation += 1
        self._before = dict(self._pages) or self._before
        self._pages.clear()
        self._asked.clear()
        self._sorted_by, self._falling, self._follow = sorted_by, falling, follow
        self.row_count = count
        self.virtual_size = Size(0, count + 1)
        self.set_reactive(WindowList.cursor, max(0, min(self.cursor if cursor is None else cursor, count - 1)))
        self._scroll_to_cursor()
        self.refresh()
        if count:
            self._row(self.cursor)
        else:
            self.post_message(self.Highlighted(self))

    def deliver(self, generation: int, first: int, rows: Sequence[Row]) -> None:
        """Take rows that were :class:`Wanted`; those of a ``generation`` that is over are dropped."""
        if generation != self._generation:
            return
        page = first // PAGE
        self._asked.discard(page)
        self._before.pop(page, None)
        self._pages[page] = tuple(rows)
        while len(self._pages) > PAGES:
            self._pages.popitem(last=False)
        self._follow_row(page)
        self.refresh()
        if self.cursor // PAGE == page:
            self.post_message(self.Highlighted(self))

    def _follow_row(self, page: int) -> None:
        """Put the cursor on the row that is looked for, where it came with this page, which is the cursor's."""
        if not self._follow or self.cursor // PAGE != page:
            return
        names = [self._identify(row) for row in self._pages[page]]
        if self._follow in names:
            self.set_reactive(WindowList.cursor, page * PAGE + names.index(self._follow))
            self._scroll_to_cursor()
        self._follow = ""

    def mark(self, names: frozenset[str]) -> None:
        """Show which rows are marked."""
        self.marked = names
        self.refresh()

    @property
    def current(self) -> Row | None:
        """The row under the cursor; ``None`` where there is none, or it has not arrived."""
        return self._row(self.cursor) if 0 <= self.cursor < self.row_count else None

    def _row(self, index: int) -> Row | None:
        """Return a row, or ``None`` and ask for it where it is not there."""
        page, place = divmod(index, PAGE)
        rows = self._pages.get(page)
        if rows is not None:
            self._pages.move_to_end(page)
            return rows[place] if place < len(rows) else None
        if page not in self._asked:
            self._asked.add(page)
            first = page * PAGE
            self.post_message(self.Wanted(self, self._generation, first, min(PAGE, self.row_count - first)))
        return None

    def _row_before(self, index: int) -> Row | None:
        page, place = divmod(index, PAGE)
        rows = self._before.get(page, ())
        return rows[place] if place < len(rows) else None

    def forgive(self, generation: int, first: int) -> None:
        """Take back that rows are on their way: they could not be had, and are asked for when they are next shown."""
        if generation == self._generation:
            self._asked.discard(first // PAGE)

    # What is drawn

    def _places(self) -> tuple[Placed[Row], ...]:
        return placed(self._columns, max(1, self.scrollable_content_region.width - GUTTER))

    def render_line(self, y: int) -> Strip:
        """Return one line: the heading, a row, a row that is waited for, or nothing."""
        width = self.size.width
        places = self._places()
        if y == 0:
            titles = heading(places, sorted_by=self._sorted_by, falling=self._falling)
            return self._strip(Content.assemble(" " * GUTTER, titles), width, "window--heading")
        index = self.scroll_offset.y + y - 1
        if index >= self.row_count:
            return Strip.blank(width, self.rich_style)
        here = index == self.cursor
        row = self._row(index)
        if row is None:
            row = self._row_before(index)
        if row is None:
            waiting = Content(f"{CURSOR if here else ' '} …")
            return self._strip(waiting, width, *(["window--cursor"] if here else []), "window--waiting")
        mark = MARKED if self._identify(row) in self.marked else " "
        content = Content.assemble(CURSOR if here else " ", mark, line(places, row))
        return self._strip(content, width, *(["window--cursor"] if here else []))

    def _strip(self, content: Content, width: int, *classes: str) -> Strip:
        style = self.get_visual_style(*classes) if classes else self.visual_style
        if classes and self.get_component_styles(*classes).text_style.reverse:  # which the visual style leaves out
            style += Style(reverse=True)
        return Strip(content.render_segments(style)).adjust_cell_length(width, style.rich_style)

    # What is done with it

    def watch_cursor(self) -> None:
        """Show the cursor where it is now, and ask for its row at once."""
        if self.row_count:
            self._row(self.cursor)
        self._scroll_to_cursor()
        self.refresh()
        self.post_message(self.Highlighted(self))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the rows."""
        return max(0, min(cursor, self.row_count - 1))

    def _scroll_to_cursor(self) -> None:
        """Bring the cursor's row into view, below the heading."""
        rows = self.size.height - 1
        if rows > 0:
            top = self.scroll_offset.y
            wanted = min(max(top, self.cursor - rows + 1), self.cursor)
            if wanted != top:
                self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._scroll_to_cursor()

    def action_move(self, rows: int) -> None:
        """Move the cursor by ``rows``."""
        self._follow = ""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_edge(self, end: int) -> None:
        """Move the cursor to the first row, or to the last."""
        self._follow = ""
        self.cursor = self.row_count - 1 if end else 0

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Selected(self))

    def on_click(self, event: events.Click) -> None:
        """Sort by a column, move the cursor to a row, or choose the row that the cursor is on."""
        if event.y == 0:
            x = event.x - GUTTER
            for place in self._places():
                if place.column.sorts and place.left <= x < place.left + place.width:
                    self.post_message(self.SortAsked(self, place.column.key))
            return
        index = self.scroll_offset.y + event.y - 1
        if index == self.cursor:
            self.action_select()
        elif index < self.row_count:
            self._follow = ""
            self.cursor = index

    @property
    def cursor_region(self) -> Region:
        """Where the cursor's row stands in the widget."""
        return Region(0, self.cursor - self.scroll_offset.y + 1, self.size.width, 1)
