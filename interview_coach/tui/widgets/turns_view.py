"""A transcript to read back: all of it or turn by turn. Only the lines in view are drawn, however long it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from interview_coach.tui.widgets.marked_answer import MARK, place_of
from interview_coach.tui.widgets.turn_blocks import Block
from interview_coach.tui.words import counted

HERE = "▌"
"""Stands before every line of the turn that the cursor is on."""

INDENT = 2
"""Cells before the words."""


class TurnsView(ScrollView, can_focus=True):
    """Shows blocks one below the other, with a cursor on one of them. While stepping, it ends at the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"turns--interviewer", "turns--candidate", "turns--note"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
    ]
    DEFAULT_CSS = """
    TurnsView {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .turns--interviewer { text-style: bold; color: $text-primary; }
        & > .turns--candidate { text-style: bold; color: $text-success; }
        & > .turns--note { text-style: italic; }
    }
    """

    @dataclass
    class Moved(Message):
        """The cursor came to another block."""

        block: Block

    @dataclass
    class MarkClicked(Message):
        """Evidence was clicked."""

        exchange: int
        number: int

    def __init__(self, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.cursor = 0
        self.stepping = False
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[list[tuple[int, int]]] = []
        self._tops: list[int] = [0]
        self._width = 0
        self._chosen: tuple[int, str | None] = (0, None)
        self._contents: dict[int, Content] = {}

    # What there is

    def show(self, blocks: Sequence[Block]) -> None:
        """Show ``blocks``; the cursor stays on its place among them."""
        self._blocks = tuple(blocks)
        self.cursor = max(0, min(self.cursor, len(self._blocks) - 1))
        self._lay_out()

    def choose(self, exchange: int, criterion: str | None) -> None:
        """Let the marks of ``criterion`` stand out in that exchange."""
        self._chosen = (exchange, criterion)
        self._contents.clear()
        self.refresh()

    @property
    def block(self) -> Block | None:
        """The block under the cursor; ``None`` where there is none."""
        return self._blocks[self.cursor] if self._blocks else None

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        room = self._width - INDENT
        self._lines = [block.lines(room) for block in self._blocks]
        self._tops = list(accumulate((2 + len(lines) for lines in self._lines), initial=0))
        self._contents.clear()
        self._measure()

    def _measure(self) -> None:
        """Say how high everything is that shows."""
        self.virtual_size = Size(0, self._tops[self._end] + (1 if self._end < len(self._blocks) else 0))
        self.refresh()

    @property
    def _end(self) -> int:
        """How many blocks show."""
        return min(self.cursor + 1, len(self._blocks)) if self.stepping else len(self._blocks)

    def on_resize(self) -> None:
        """Let the words flow in the room that there is now."""
        if self.scrollable_content_region.width != self._width:
            self._lay_out()
            self._reveal()

    # What is drawn

    def render_line(self, y: int) -> Strip:
        """Return one line: the head of a block, a line of its words, or nothing."""
        width, line = self.size.width, self.scroll_offset.y + y
        index = bisect_right(self._tops, line) - 1
        if index >= self._end:
            return self._rest(width) if line == self._tops[self._end] and self.stepping else self._blank(width)
        block, within = self._blocks[index], line - self._tops[index]
        mark = HERE if index == self.cursor and within <= len(self._lines[index]) else " "
        if within == 0:
            style = self.get_visual_style(f"turns--{block.voice.value}")
            head = Content(block.head).truncate(max(0, width - 1), ellipsis=True)
            return Strip(Content.assemble(mark, head).render_segments(style)).adjust_cell_length(
                width, style.rich_style
            )
        if within > len(self._lines[index]):
            return self._blank(width)
        start, end = self._lines[index][within - 1]
        words = Content.assemble(mark, " " * (INDENT - 1), self._content(index)[start:end])
        return Strip(words.render_segments(self.visual_style)).adjust_cell_length(width, self.rich_style)

    def _content(self, index: int) -> Content:
        if index not in self._contents:
            block, (exchange, criterion) = self._blocks[index], self._chosen
            self._contents[index] = block.content(criterion if block.exchange == exchange else None)
        return self._contents[index]

    def _rest(self, width: int) -> Strip:
        turns = sum(block.turn is not None for block in self._blocks[self._end :])
        said = f" {counted(turns, 'turn')} to come. Space shows the next, s shows all."
        style = self.get_visual_style("turns--note")
        return Strip(Content(said).render_segments(style)).adjust_cell_length(width, style.rich_style)

    def _blank(self, width: int) -> Strip:
        return Strip.blank(width, self.rich_style)

    # Where one is

    def last_turn_before(self, exchange: int) -> int | None:
        """Return the last turn of ``exchange`` up to the cursor; ``None`` where the cursor stands before its first."""
        turns = [b.turn for b in self._blocks[: self.cursor + 1] if b.exchange == exchange and b.turn is not None]
        return turns[-1] if turns else None

    def go_to(self, index: int, *, top: bool = False) -> None:
        """Put the cursor on a block, and bring it into view, ``top`` to begin with."""
        if self._blocks:
            self.cursor = max(0, min(index, len(self._blocks) - 1))
            self._measure()
            self._reveal()
            if top and not self.stepping:
                self.scroll_to(y=self._tops[self.cursor], animate=False, force=True)
            self.post_message(self.Moved(self._blocks[self.cursor]))

    def _reveal(self, line: int = 0) -> None:
        """Scroll so that the cursor's block stands in view, or ``line`` of it where it is longer than that."""
        if not self._blocks or not self.size.height:
            return
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1] - 1
        if self.stepping:
            bottom += 2
        at, height = self.scroll_offset.y, self.size.height
        wanted = min(max(at, bottom - height), top)
        if line:
            wanted = min(max(wanted, top + line + 2 - height), top + line)
        self.scroll_to(y=wanted, animate=False, force=True)

    def reveal_mark(self, exchange: int, number: int) -> None:
        """Put the cursor on the turn that has the mark ``number`` of ``exchange``, and show its words."""
        for index, block in enumerate(self._blocks):
            for mark in block.marks:
                if block.exchange == exchange and mark.number == number:
                    place = place_of(mark, block.marks)
                    self.go_to(index)
                    starts = [start for start, _ in self._lines[index]]
                    self._reveal(max(1, bisect_right(starts, place)))
                    return

    def reveal_turn(self, exchange: int, turn: int | None) -> None:
        """Put the cursor on that turn, or on the first block of the exchange where ``turn`` is ``None``."""
        for index, block in enumerate(self._blocks):
            if block.exchange == exchange and (turn is None or block.turn == turn):
                self.go_to(index, top=True)
                return

    def step(self, stepping: bool) -> None:
        """Begin to show turn after turn, or show everything again."""
        self.stepping = stepping
        self.go_to(self.cursor)

    def action_move(self, step: int) -> None:
        """Go a turn on or back; through one that is longer than the view, by so many lines as are in view."""
        if not self._blocks:
            return
        at, height = self.scroll_offset.y, self.size.height
        top, bottom = self._tops[self.cursor], self._tops[self.cursor + 1] - 1
        hidden = bottom - (at + height) if step > 0 else at - top
        if hidden > 0 and not self.stepping:
            self.scroll_to(y=at + step * min(hidden, max(1, height - 2)), animate=False)
        else:
            self.go_to(self.cursor + step)

    def action_edge(self, end: int) -> None:
        """Go to the first turn, or to the last."""
        self.go_to(len(self._blocks) - 1 if end else 0)

    def page(self, step: int) -> None:
        """Turn a page; the cursor goes to the first turn that begins on it."""
        if not self._blocks:
            return
        if self.stepping:
            self.go_to(self.cursor + step)
            return
        height = self.size.height
        most = max(0, self.virtual_size.height - height)
        at = max(0, min(most, self.scroll_offset.y + step * max(1, height - 2)))
        self.scroll_to(y=at, animate=False)
        first = bisect_right(self._tops, at - 1) if at < most or step < 0 else len(self._blocks) - 1
        self.cursor = max(0, min(first, len(self._blocks) - 1))
        self.refresh()
        self.post_message(self.Moved(self._blocks[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        """Go to the turn that was clicked; say which evidence it was."""
        index = bisect_right(self._tops, self.scroll_offset.y + event.y) - 1
        if index >= self._end:
            return
        block, number = self._blocks[index], event.style.meta.get(MARK)
        if index != self.cursor:
            self.cursor = index
            self.refresh()
            self.post_message(self.Moved(block))
        if isinstance(number, int):
            self.post_message(self.MarkClicked(block.exchange, number))
