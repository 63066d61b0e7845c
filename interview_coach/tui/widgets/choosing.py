"""What is chosen from: lists that bear having no room; marks that differ in shape, so that they read without colour."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList, RadioButton, SelectionList

CHOSEN = "✓"
OPEN = " "
_MARK = 1
"""Which segment of a line of Textual's check list is its mark."""


class Paged(OptionList):
    """A list that turns no pages where it has no room: Textual's would look for lines that are not laid out."""

    def action_page_down(self) -> None:
        """Move the highlight down one page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Move the highlight up one page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]


class MarkedRadioButton(RadioButton):
    """A radio button that is a full circle when chosen, else an empty one."""

    def render(self) -> Content:
        """Return the mark and the label."""
        label = Content.assemble("● " if self.value else "○ ", self._label)
        return label.stylize_before(self.get_visual_style("toggle--label"))


class MarkedSelectionList(SelectionList[str], Paged):
    """A check list that ticks what is chosen."""

    @property
    def values(self) -> tuple[str, ...]:
        """What there is to choose from, in order."""
        return tuple(self.get_option_at_index(place).value for place in range(self.option_count))

    def render_line(self, y: int) -> Strip:
        """Return a line with a tick, or with nothing in its place."""
        segments = list(super().render_line(y))
        place = self.scroll_offset.y + y
        if place < self.option_count and len(segments) > _MARK:
            chosen = self.get_option_at_index(place).value in self.selected
            segments[_MARK] = Segment(CHOSEN if chosen else OPEN, segments[_MARK].style)
        return Strip(segments)
