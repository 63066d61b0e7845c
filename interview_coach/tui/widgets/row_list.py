"""A list of rows that fit their columns to its width; headings among them cannot be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from interview_coach.tui.widgets.choosing import Paged


class Row(NamedTuple):
    """One line of a list."""

    words: Callable[[int], Content]
    """Lays the line out in so many cells."""
    value: object = None
    """What is chosen with it; ``None`` of a heading."""
    about: Content = Content("")
    """What there is to say about it."""


def heading(words: str) -> Row:
    """Return a heading."""
    return Row(lambda width: Content(words))


def columns(title: Content, cells: Sequence[tuple[int, str]], width: int, *, least: int = 20) -> Content:
    """Lay out a title with cells of given widths behind it, as many as leave the title ``least`` cells."""
    kept: list[tuple[int, str]] = []
    for size, text in cells:
        if width - sum(size for size, _ in kept) - size >= least:
            kept.append((size, text))
    room = max(1, width - sum(size for size, _ in kept))
    cut = title if title.cell_length < room else title.truncate(max(1, room - 1), ellipsis=True)
    after = "".join(f"{text[: size - 1]:<{size}}" for size, text in kept)
    return Content.assemble(cut, " " * max(0, room - cut.cell_length), after.rstrip())


class RowList(Paged):
    """Shows rows; the highlight stays where it was when they change."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, markup=False)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], *, at: int | None = None) -> None:
        """Show ``rows``, the highlight on the one at ``at``, by default where it was."""
        self._rows = rows
        self._lay_out(self.highlighted if at is None else at)

    @property
    def row(self) -> Row | None:
        """The row that is highlighted; ``None`` where there is none to choose."""
        place = self.highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def on_resize(self) -> None:
        """Fit the columns to the room that there is now."""
        if self.option_count:
            self._lay_out(self.highlighted)

    def _lay_out(self, highlighted: int | None) -> None:
        width = self.size.width
        self.clear_options()
        self.add_options(Option(row.words(width), disabled=row.value is None) for row in self._rows)
        places = [place for place, row in enumerate(self._rows) if row.value is not None]
        wanted = highlighted or 0
        self.highlighted = min(places, key=lambda place: abs(place - wanted)) if places else None
