"""Cuts delimited text into rows of cells that remember where they stood (RFC 4180, with any delimiter)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from interview_coach.authoring.importing.told import Place

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 200
"""In a row."""
_LOOKED_AT = 20
"""Rows by which the delimiter is told."""


@dataclass(frozen=True)
class Cell:
    """The content of a cell, and where it begins."""

    text: str
    place: Place


Row = list[Cell]


class NoTable(Exception):
    """The text cannot be cut into cells; ``place`` is where not."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


_OPEN_QUOTE = "this quotation mark is never closed; double the marks inside a cell, and close the cell"


def delimiter_of(text: str, first_line: int = 1, known: Callable[[str], object] = lambda name: None) -> str:
    """Return the delimiter of ``text``.

    It is the one that cuts most names that are ``known`` out of the first row; of several, the one under which most
    rows have the same number of columns, and the most of them.
    """
    best, found = (0, 0, 0), ","
    for delimiter in DELIMITERS:
        try:
            table = list(islice(rows(text, delimiter, first_line), _LOOKED_AT))
        except NoTable:
            continue
        if not table or len(table[0]) < 2:
            continue
        widths = Counter(map(len, table))
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = (sum(known(cell.text) is not None for cell in table[0]), times, width)
        if score > best:
            best, found = score, delimiter
    return found


def rows(text: str, delimiter: str, first_line: int = 1) -> Iterator[Row]:
    """Yield the rows of ``text`` that hold anything. A doubled quotation mark in quotes stands for one.

    Args:
        text: with line feeds only.
        delimiter: one character.
        first_line: the number of its first line.

    Raises:
        NoTable: the text ends inside quotes, or a row has more than :data:`MOST_CELLS` cells.
    """
    at, line, start, end = 0, first_line, 0, len(text)
    border = re.compile(f"[\n{re.escape(delimiter)}]")
    row: Row = []
    while at <= end:
        place = Place(line, at - start + 1)
        if text[at : at + 1] == '"':
            content, after = _quoted(text, at + 1, place)
            line += text.count("\n", at, after)
            start = text.rfind("\n", 0, after) + 1
        else:
            content, after = "", at
        ends = border.search(text, after)
        stop = ends.start() if ends else end
        if len(row) >= MOST_CELLS:
            raise NoTable(place, f"this row has more than {MOST_CELLS} cells")
        row.append(Cell(content + text[after:stop], place))
        at = stop + 1
        if text[stop : stop + 1] != delimiter:
            if any(cell.text.strip() for cell in row):
                yield row
            row, line, start = [], line + 1, at


def _quoted(text: str, at: int, opened: Place) -> tuple[str, int]:
    """Return what stands in quotes from ``at`` on, and where it goes on behind them."""
    parts: list[str] = []
    while True:
        close = text.find('"', at)
        if close < 0:
            raise NoTable(opened, _OPEN_QUOTE)
        parts.append(text[at:close])
        if text[close + 1 : close + 2] != '"':
            return "".join(parts), close + 1
        parts.append('"')
        at = close + 2
