"""A dialog with a list to pick one line of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static

from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import Paged


class PickDialog(ModalScreen[int | None], StandingScreen[int | None]):
    """Asks for one of ``lines``; the result is its place, counted from 0, or ``None`` where none was picked.

    Args:
        question: what is asked, in a few words.
        details: what picking leads to; empty where that goes without saying.
        lines: what there is to pick from.
        highlighted: the line that is highlighted at first.
    """

    CSS_PATH = "picking.tcss"
    AUTO_FOCUS = "#lines"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="pick.cancel", tooltip="Pick nothing")
    ]

    def __init__(
        self, *, question: str, lines: Sequence[Content | str], details: str = "", highlighted: int = 0
    ) -> None:
        super().__init__()
        self._question = question
        self._details = details
        self._lines = lines
        self._highlighted = highlighted

    def compose(self) -> ComposeResult:
        """Show the question and what there is."""
        with Vertical(classes="dialog"):
            yield Static(self._question, classes="heading", markup=False)
            if self._details:
                yield Static(self._details, markup=False)
            yield Paged(*self._lines, id="lines", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")

    def on_mount(self) -> None:
        """Highlight the line to begin with."""
        if self._lines:
            self.query_one("#lines", OptionList).highlighted = min(self._highlighted, len(self._lines) - 1)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.close(event.option_index)

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Pick nothing."""
        self.close(None)
