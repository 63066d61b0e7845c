"""A dialog for what the user gives an interview: a name, tags, a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.standing import StandingScreen

_BETWEEN_TAGS = re.compile(r"[\s,;#]+")


@dataclass(frozen=True)
class Labels:
    """A name, tags and a note."""

    name: str
    tags: tuple[str, ...]
    note: str


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags that stand in ``text``, each once, in lower case; commas, spaces and # signs are between them."""
    return tuple(dict.fromkeys(tag.lower().replace("_", "-") for tag in _BETWEEN_TAGS.split(text) if tag))


class LabelDialog(ModalScreen[Labels | None], StandingScreen[Labels | None]):
    """Asks for the labels of an interview; the result is ``None`` where nothing is to change.

    Args:
        labels: those that it has.
        focus: the field to begin with: ``name``, ``tags`` or ``note``.
    """

    CSS_PATH = "labelling.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="label.cancel", tooltip="Change nothing"),
        Binding("ctrl+s", "keep", "Keep", priority=True, id="label.keep", tooltip="Keep what stands there"),
    ]

    def __init__(self, *, labels: Labels, focus: str = "name") -> None:
        super().__init__()
        self._labels = labels
        self._field = focus

    def compose(self) -> ComposeResult:
        """Show the three fields."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Name, tags and note", classes="heading")
            yield Static("Name", classes="field")
            yield Input(self._labels.name, id="label-name", max_length=200, placeholder="What to call this interview")
            yield Static("Tags, with spaces between", classes="field")
            yield Input(" ".join(self._labels.tags), id="label-tags", max_length=1_000, placeholder="weak-spot mentor")
            yield Static("Note", classes="field")
            yield TextArea(self._labels.note, id="label-note", tab_behavior="focus")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button("Keep (Ctrl+S)", id="keep")

    def on_mount(self) -> None:
        """Begin with the field that was asked for."""
        self.query_one(f"#label-{self._field}").focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Return what stands there."""
        if not self.stands:
            return
        name, tags = (pasted(self.query_one(f"#label-{field}", Input).value) for field in ("name", "tags"))
        note = pasted(self.query_one(TextArea).text)
        labels = Labels(" ".join(name.split()), tags_in(tags), note.strip())
        self.close(None if labels == self._labels else labels)

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Change nothing."""
        self.close(None)
