"""Levels over time as lines with axes: arrows go from attempt to attempt and from line to line, Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from interview_coach.tui.plotting import HIGHEST, LOWEST, Cell, Frame, Layer, Series, plot
from interview_coach.tui.time_axis import Label, by_date, date_labels, in_turn, turn_labels, written

LEFT = 4
"""Cells left of the plot: the level, and the axis."""

BELOW = 2
"""Rows below it: the axis, and its labels."""

STEPS = int(HIGHEST - LOWEST)
"""Steps from the lowest to the highest level; a plot is a multiple of it high, so that levels are as far apart."""

_STYLES = {
    Layer.GRID: "$foreground 35%",
    Layer.BAND: "$primary 60%",
    Layer.LINE: "$foreground 55%",
    Layer.CHOSEN_LINE: "$text-primary",
    Layer.MARK: "$foreground 80%",
    Layer.CHOSEN_MARK: "bold $text-primary",
    Layer.POINT: "bold reverse $text-primary",
}

_UNFOCUSED = "bold underline $text-primary"

_NOTHING = Cell(" ", Layer.GRID)


@dataclass(frozen=True)
class Line:
    """One line of the plot: its mark, instants with levels (1 to 5) in time order, how far the levels may be off."""

    mark: str
    points: tuple[tuple[datetime, float], ...]
    margin: float = 0.0


class LevelPlot(Widget, can_focus=True):
    """Shows lines; one is chosen and stands out, and one of its points is pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Earlier", show=False, id="plot.earlier", tooltip="The attempt before"),
        Binding("right", "step(1)", "Later", show=False, id="plot.later", tooltip="The attempt after"),
        Binding("home", "step(-9999)", "First", show=False, id="plot.first", tooltip="The first attempt of the line"),
        Binding("end", "step(9999)", "Last", show=False, id="plot.last", tooltip="The last attempt of the line"),
        Binding("up", "line(-1)", "Line above", show=False, id="plot.above", tooltip="Another line stands out"),
        Binding("down", "line(1)", "Line below", show=False, id="plot.below", tooltip="Another line stands out"),
        Binding("enter", "open", "Open", show=False, id="plot.open", tooltip="Open the attempt that is pointed at"),
    ]

    chosen: reactive[int] = reactive(0)
    """Which line stands out."""
    point: reactive[int] = reactive(-1)
    """Which of its points is pointed at."""
    dated: reactive[bool] = reactive(True)
    """Whether points stand at their dates; otherwise one after the other."""

    @dataclass
    class Moved(Message):
        """Another point is pointed at."""

        line: int
        point: int

    @dataclass
    class Opened(Message):
        """The attempt at a point is wished for."""

        line: int
        point: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line], *, chosen: int = 0, point: int | None = None) -> None:
        """Show ``lines``, and point at ``point`` of the one that is chosen, by default at its latest."""
        self._lines = tuple(lines)
        self.chosen = max(0, min(chosen, len(self._lines) - 1))
        last = len(self._points) - 1
        self.point = last if point is None else max(0, min(point, last))
        self.refresh()

    @property
    def _points(self) -> tuple[tuple[datetime, float], ...]:
        return self._lines[self.chosen].points if self.chosen < len(self._lines) else ()

    def render(self) -> Content:
        """Draw the axes and the lines."""
        frame = self._frame
        cells = plot(self._placed(), frame, chosen=self.chosen, point=self.point)
        levels = frame.level_rows()
        parts: list[str | tuple[str, str]] = []
        for row in range(frame.height):
            parts.append(f" {levels[row]} ┤" if row in levels else "   │")
            found = (cells.get((column, row), _NOTHING) for column in range(frame.width))
            for style, run in groupby(found, key=self._style):
                parts.append(("".join(cell.text for cell in run), style))
            parts.append("\n")
        labels = self._labels(frame.width)
        ticks = {frame.column(label.place) for label in labels}
        axis = "".join("┬" if column in ticks else "─" for column in range(frame.width))
        return Content.assemble(*parts, f"   └{axis}\n", " " * LEFT, written(labels, frame.width))

    def _style(self, cell: Cell) -> str:
        """Return how a cell looks; what is pointed at stands out most where keys would move it."""
        return _UNFOCUSED if cell.layer is Layer.POINT and not self.has_focus else _STYLES[cell.layer]

    @property
    def _frame(self) -> Frame:
        room = max(1, self.size.height - BELOW)
        return Frame(max(1, self.size.width - LEFT), max(room - (room - 1) % STEPS, STEPS + 1))

    def _placed(self) -> list[Series]:
        """Return every line with the places of its points."""
        if self.dated:
            places = iter(by_date([at for line in self._lines for at, _ in line.points]))
        else:
            longest = max((len(line.points) for line in self._lines), default=0)
            turns = in_turn(range(longest))
            places = iter([turns[number] for line in self._lines for number in range(len(line.points))])
        return [
            Series(line.mark, tuple((next(places), level) for _, level in line.points), line.margin)
            for line in self._lines
        ]

    def _labels(self, width: int) -> list[Label]:
        if self.dated:
            return date_labels([at for line in self._lines for at, _ in line.points], width)
        return turn_labels(max((len(line.points) for line in self._lines), default=0), width)

    def on_focus(self) -> None:
        """Show that keys move the point now."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not any more."""
        self.refresh()

    def action_step(self, step: int) -> None:
        """Point at another attempt of the line."""
        self._point_at(self.chosen, self.point + step)

    def action_line(self, step: int) -> None:
        """Let another line stand out, and point at its latest attempt."""
        if self._lines:
            chosen = (self.chosen + step) % len(self._lines)
            self._point_at(chosen, len(self._lines[chosen].points) - 1)

    def _point_at(self, line: int, point: int) -> None:
        if not self._lines:
            return
        self.chosen = line
        self.point = max(0, min(point, len(self._points) - 1))
        self.post_message(self.Moved(self.chosen, self.point))

    def action_open(self) -> None:
        """Ask for the attempt that is pointed at."""
        if self._points:
            self.post_message(self.Opened(self.chosen, self.point))

    def on_click(self, event: events.Click) -> None:
        """Point at the attempt that is nearest to the click; open it where it was pointed at already."""
        offset = event.get_content_offset(self)
        if offset is None or not self._lines:
            return
        frame = self._frame
        near = min(
            (abs(frame.column(place) - (offset.x - LEFT)) + 2 * abs(frame.row(level) - offset.y), line, point)
            for line, series in enumerate(self._placed())
            for point, (place, level) in enumerate(series.points)
        )
        if near[1:] == (self.chosen, self.point):
            self.action_open()
        else:
            self._point_at(*near[1:])
