"""The columns of a list: which ones there is room for, and how wide each is. Pure functions of plain values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content

Row = TypeVar("Row")

GAP = 2
"""Cells between two columns."""

RISING, FALLING = " ▲", " ▼"
"""Behind the title of the column that a list is sorted by: the smallest first, or the largest first."""


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column of a list."""

    key: str
    """What it is sorted by."""
    title: str
    cell: Callable[[Row], Content | str]
    width: int
    """Cells; at least so many where it ``grows``."""
    priority: int = 0
    """Columns with a greater number go first where there is no room; those with 0 stay."""
    grows: bool = False
    """Whether it takes the room that is left."""
    sorts: bool = True
    """Whether the list can be sorted by it."""
    to_the_right: bool = False
    """Whether its cells stand at its right edge, as numbers do."""


@dataclass(frozen=True)
class Placed(Generic[Row]):
    """A column with the room that it got."""

    column: Column[Row]
    left: int
    width: int


def placed(columns: Sequence[Column[Row]], width: int) -> tuple[Placed[Row], ...]:
    """Return the columns that fit into ``width`` cells, in their order; the first stays, however little room it has."""
    kept = list(columns)
    while len(kept) > 1 and _needed(kept) > width:
        dearest = max(kept, key=lambda c: c.priority)
        if dearest.priority == 0:
            break
        kept.remove(dearest)
    spare = max(0, width - _needed(kept))
    growing = [column for column in kept if column.grows]
    found, left = [], 0
    for column in kept:
        room = column.width
        if growing and column.grows:
            share = spare // len(growing)
            room += share if column is not growing[-1] else spare - share * (len(growing) - 1)
        room = max(0, min(room, width - left))
        if room:
            found.append(Placed(column, left, room))
        left += room + GAP
    return tuple(found)


def _needed(columns: Sequence[Column[Row]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def heading(places: Sequence[Placed[Row]], *, sorted_by: str, falling: bool) -> Content:
    """Return the line of titles; the one that is sorted by has a mark, which is also given to a screen reader."""
    cells = []
    for place in places:
        column = place.column
        mark = (FALLING if falling else RISING) if column.key == sorted_by else ""
        title = Content(column.title).truncate(max(0, place.width - len(mark)), ellipsis=True)
        cells.append(_aligned(Content.assemble(title, mark), place))
    return _joined(cells)


def line(places: Sequence[Placed[Row]], row: Row) -> Content:
    """Return the line of one row; what has no room ends in an ellipsis."""
    return _joined([_aligned(_content(place.column.cell(row)), place) for place in places])


def _content(cell: Content | str) -> Content:
    return Content(cell) if isinstance(cell, str) else cell


def _aligned(cell: Content, place: Placed[Row]) -> Content:
    cell = cell.truncate(place.width, ellipsis=True)
    missing = max(0, place.width - cell.cell_length)
    return cell.pad_left(missing) if place.column.to_the_right else cell.pad_right(missing)


def _joined(cells: Sequence[Content]) -> Content:
    return Content(" " * GAP).join(cells)
