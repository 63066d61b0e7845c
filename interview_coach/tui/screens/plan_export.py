"""A dialog for writing a study plan to a file: as what, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioSet, Static

from interview_coach.tui.own_case import path_of
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import MarkedRadioButton
from interview_coach.wiring.studying import PlanFormat

WORDS = {
    PlanFormat.CALENDAR: "A calendar (.ics): to take into yours",
    PlanFormat.MARKDOWN: "Markdown: a list to tick off, also on paper",
    PlanFormat.JSON: "JSON: for programs",
}
NAME = "study-plan"


@dataclass(frozen=True)
class Export:
    """What to write, and to which file."""

    form: PlanFormat
    target: Path


class PlanExportDialog(ModalScreen[Export | None], StandingScreen[Export | None]):
    """Asks for a format and a file; the result is ``None`` where nothing is to be written.

    Args:
        folder: where to write, unless another place is named.
    """

    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = "#form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="plan_export.cancel", tooltip="Write nothing"),
        Binding("ctrl+s,f2", "write", "Write", priority=True, id="plan_export.write", tooltip="Write the file"),
    ]

    def __init__(self, *, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Show the formats, and the file."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Export the study plan", classes="heading")
            with RadioSet(id="form", compact=True):
                for form, words in WORDS.items():
                    yield MarkedRadioButton(words, id=form.value, value=form is PlanFormat.CALENDAR, compact=True)
            yield Static("File, or a folder for it. What is there already is not overwritten.", classes="heading")
            yield Input(str(self._folder / f"{NAME}.{PlanFormat.CALENDAR}"), id="target")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Write (Ctrl+S)", id="write")

    @property
    def _form(self) -> PlanFormat:
        pressed = self.query_one("#form", RadioSet).pressed_button
        return PlanFormat(pressed.id) if pressed is not None and pressed.id else PlanFormat.CALENDAR

    @on(RadioSet.Changed, "#form")
    def _form_changed(self) -> None:
        """Give the file the ending of the format, where it has that of another one."""
        target = self.query_one("#target", Input)
        stem, dot, ending = target.value.rpartition(".")
        if dot and ending in list(PlanFormat):
            target.value = f"{stem}.{self._form}"

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Return what is chosen."""
        target = path_of(self.query_one("#target", Input).value) if self.stands else None
        if target is not None:
            self.close(Export(self._form, target))

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Write nothing."""
        self.close(None)
