"""Drawing levels over time in cells: which cell each attempt falls into, the line through them, how far it may be off.

Pure functions of numbers. A series has a mark of its own shape, so that a plot reads without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

LOWEST, HIGHEST = 1.0, 5.0
"""The ends of the scale of levels."""

MARKS = "●■▲◆○□△◇"
"""The shapes of marks, so many that a plot can still be read with one series to each."""

SEVERAL = "✱"
"""Marks of several series in one cell."""

GRID, BAND = "┄", "░"
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille character, by column and row."""

_WIDE, _HIGH = len(_DOTS), len(_DOTS[0])


class Layer(IntEnum):
    """What a cell shows; what is higher covers what is lower."""

    GRID = 0
    BAND = 1
    LINE = 2
    CHOSEN_LINE = 3
    MARK = 4
    CHOSEN_MARK = 5
    POINT = 6
    """The one mark that is pointed at."""


@dataclass(frozen=True)
class Cell:
    """One character of a plot."""

    text: str
    layer: Layer
    series: int = -1
    """Whose it is; -1 where it is nobody's, or that of several."""


@dataclass(frozen=True)
class Series:
    """Points of one line, from left to right.

    Args:
        mark: the shape of its points, one character.
        points: place from the left (0 to 1) and level (1 to 5) of each.
        margin: how far the levels may be off; 0 where that is not said.
    """

    mark: str
    points: tuple[tuple[float, float], ...]
    margin: float = 0.0


@dataclass(frozen=True)
class Frame:
    """The room of a plot, in cells; at least one each way."""

    width: int
    height: int

    def column(self, place: float) -> int:
        """Return the column of a place from the left (0 to 1)."""
        return round(min(1.0, max(0.0, place)) * (self.width - 1))

    def row(self, level: float) -> int:
        """Return the row of a level, the highest level on top."""
        share = (HIGHEST - min(HIGHEST, max(LOWEST, level))) / (HIGHEST - LOWEST)
        return round(share * (self.height - 1))

    def level_rows(self) -> dict[int, int]:
        """Return the rows that a whole level falls into, with that level; the ends have theirs in any case."""
        found = {self.row(level): level for level in (2, 4, 3)}
        return found | {self.row(HIGHEST): 5, self.row(LOWEST): 1}


@dataclass
class _Canvas:
    frame: Frame
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def put(self, column: int, row: int, cell: Cell) -> None:
        """Put a cell where nothing of a higher layer is; what lies outside is left out."""
        if 0 <= column < self.frame.width and 0 <= row < self.frame.height:
            there = self.cells.get((column, row))
            if there is None or there.layer <= cell.layer:
                self.cells[column, row] = cell

    def dot(self, column: int, row: int, layer: Layer, series: int) -> None:
        """Add one dot of a line, in the finer grid of braille characters."""
        here, bit = (column // _WIDE, row // _HIGH), _DOTS[column % _WIDE][row % _HIGH]
        there = self.cells.get(here)
        if there is not None and there.layer is layer and there.series == series:
            bit |= ord(there.text) - _BRAILLE
        self.put(*here, Cell(chr(_BRAILLE + bit), layer, series))


def plot(series: Sequence[Series], frame: Frame, *, chosen: int = 0, point: int = -1) -> dict[tuple[int, int], Cell]:
    """Return the cells of a plot by column and row, from the upper left; cells that show nothing are missing.

    Args:
        series: the lines.
        frame: the room.
        chosen: the series that stands out, with its band; it covers the others.
        point: which of its points is pointed at; -1 for none.
    """
    canvas = _Canvas(frame)
    for row in frame.level_rows():
        for column in range(frame.width):
            canvas.put(column, row, Cell(GRID, Layer.GRID))
    for number, line in enumerate(series):
        if number == chosen and line.margin:
            _band(canvas, number, line)
        _line(canvas, number, line, Layer.CHOSEN_LINE if number == chosen else Layer.LINE)
    for number, line in enumerate(series):
        _marks(canvas, number, line, chosen=number == chosen)
    if 0 <= chosen < len(series) and 0 <= point < len(series[chosen].points):
        place, level = series[chosen].points[point]
        canvas.put(frame.column(place), frame.row(level), Cell(series[chosen].mark, Layer.POINT, chosen))
    return canvas.cells


def _marks(canvas: _Canvas, number: int, line: Series, *, chosen: bool) -> None:
    layer = Layer.CHOSEN_MARK if chosen else Layer.MARK
    for place, level in line.points:
        column, row = canvas.frame.column(place), canvas.frame.row(level)
        there = canvas.cells.get((column, row))
        if not chosen and there is not None and there.layer is Layer.MARK and there.series != number:
            canvas.put(column, row, Cell(SEVERAL, Layer.MARK))
        else:
            canvas.put(column, row, Cell(line.mark, layer, number))


def _band(canvas: _Canvas, number: int, line: Series) -> None:
    for column, level in _levels(canvas.frame, line):
        for row in range(canvas.frame.row(level + line.margin), canvas.frame.row(level - line.margin) + 1):
            canvas.put(column, row, Cell(BAND, Layer.BAND, number))


def _levels(frame: Frame, line: Series) -> Iterator[tuple[int, float]]:
    """Walk along a line: each column with the level that the line has there."""
    for place, level in line.points[:1]:
        yield frame.column(place), level
    for (left, before), (right, after) in pairwise(line.points):
        start, end = frame.column(left), frame.column(right)
        for column in range(start, end + 1):
            share = (column - start) / (end - start) if end > start else 1.0
            yield column, before + share * (after - before)


def _line(canvas: _Canvas, number: int, line: Series, layer: Layer) -> None:
    frame = canvas.frame
    ends = [(frame.column(place) * _WIDE, frame.row(level) * _HIGH + (_HIGH - 1) // 2) for place, level in line.points]
    for (left, top), (right, bottom) in pairwise(ends):
        steps = max(abs(right - left), abs(bottom - top), 1)
        for step in range(steps + 1):
            column, row = left + (right - left) * step / steps, top + (bottom - top) * step / steps
            canvas.dot(round(column), round(row), layer, number)
