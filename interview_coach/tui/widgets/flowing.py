"""Where lines of text break in a column of given width: offsets only, so that styles and marks keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import get_character_cell_size

_NOT_ONE_CELL = re.compile("[^ -\u00ac\u00ae-\u02ff\u2010-\u2027]")
"""Characters that may take no cell or two; what Latin text consists of takes one."""


def line_breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the lines of ``text`` start and end when it flows in ``width`` cells; spaces at a break go.

    Words that are wider than a line are cut. There is at least one line, maybe empty; a line feed always begins one.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += _flowed(text, start, start + len(paragraph), max(1, width))
        start += len(paragraph) + 1
    return lines


def _flowed(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of one paragraph, which stands from ``start`` to ``end``."""
    plain = _NOT_ONE_CELL.search(text, start, end) is None
    while True:
        limit = min(end, start + width) if plain else _reach(text, start, end, width)
        if limit == end:
            yield start, end
            return
        space = text.rfind(" ", start, limit + 1)
        cut = limit if space <= start else space
        yield start, cut
        start = cut
        while start < end and text[start] == " ":
            start += 1
        if start == end:
            return


def _reach(text: str, start: int, end: int, width: int) -> int:
    """Return how far the characters from ``start`` go in ``width`` cells; one character at least."""
    filled = 0
    for place in range(start, end):
        filled += get_character_cell_size(text[place])
        if filled > width and place > start:
            return place
    return end
