"""A dialog for writing an interview to a file: as what, and where."""

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

from interview_coach.reports.rendering import ReportFormat
from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.choosing import MarkedRadioButton

WORDS = {
    ReportFormat.HTML: "A page for a browser: to send to a mentor",
    ReportFormat.PRINT: "The same for paper, or to keep as a PDF",
    ReportFormat.MARKDOWN: "Markdown: to paste into notes",
    ReportFormat.JSON: "JSON: to import on another machine",
}


@dataclass(frozen=True)
class Export:
    """What to write, and to which file."""

    form: ReportFormat
    target: Path


class ExportDialog(ModalScreen[Export | None], StandingScreen[Export | None]):
    """Asks for a format and a file; the result is ``None`` where nothing is to be written.

    Args:
        folder: where to write, unless another file is named.
        name: what the file is called, without its ending.
    """

    CSS_PATH = "regrading.tcss"
    AUTO_FOCUS = "#form"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="export.cancel", tooltip="Write nothing"),
        Binding("ctrl+s,f2", "write", "Write", priority=True, id="export.write", tooltip="Write the file"),
    ]

    def __init__(self, *, folder: Path, name: str) -> None:
        super().__init__()
        self._folder = folder
        self._file_name = name

    def compose(self) -> ComposeResult:
        """Show the formats, and the file."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Export this interview", classes="heading")
            yield Static("The file holds everything that you said in it. Only you can read it until you send it.")
            yield Static("Format", classes="field")
            with RadioSet(id="form", compact=True):
                for form in ReportFormat:
                    yield MarkedRadioButton(WORDS[form], id=form.value, value=form is ReportFormat.HTML)
            yield Static("File", classes="field")
            yield Input(self._path(ReportFormat.HTML), id="target", compact=True)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Write (Ctrl+S)", id="write")

    def _path(self, form: ReportFormat) -> str:
        return str(self._folder / f"{self._file_name}{form.suffix}")

    @property
    def _form(self) -> ReportFormat:
        pressed = self.query_one("#form", RadioSet).pressed_button
        return ReportFormat(pressed.id) if pressed is not None and pressed.id else ReportFormat.HTML

    @on(RadioSet.Changed, "#form")
    def _form_changed(self) -> None:
        """Give the file the ending of the format, where it has that of another one."""
        target = self.query_one("#target", Input)
        path = Path(target.value)
        if path.suffix in {form.suffix for form in ReportFormat}:
            target.value = str(path.with_suffix(self._form.suffix))

    @on(Input.Submitted)
    @on(Button.Pressed, "#write")
    def action_write(self) -> None:
        """Return what is chosen."""
        if not self.stands:
            return
        typed = pasted(self.query_one("#target", Input).value).strip()
        if typed:
            self.close(Export(self._form, Path(typed).expanduser()))

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Write nothing."""
        self.close(None)
