"""Small dialogs: one question, a few answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from interview_coach.tui.safe_text import pasted
from interview_coach.tui.screens.standing import StandingScreen


@dataclass(frozen=True)
class Answer:
    """One way to answer: what is returned, the key for it, and the words on the button."""

    id: str
    key: str
    label: str


class Dialog(ModalScreen[str | None], StandingScreen[str | None]):
    """What the dialogs share."""

    CSS_PATH = "dialogs.tcss"


class ChoiceDialog(Dialog):
    """Asks; the result is the chosen answer's id, ``None`` where the candidate stays as they are.

    Args:
        question: what is asked, in a few words.
        details: what each answer leads to.
        answers: the answers, the harmless one first: it has the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="dialog.cancel", tooltip="Change nothing"),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
    ]

    def __init__(self, *, question: str, details: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._question = question
        self._details = details
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Show the question and a button for each answer."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._question, classes="heading", markup=False)
            yield Static(self._details, markup=False)
            with Horizontal(classes="dialog-buttons"):
                for answer in self._answers:
                    yield Button(f"{answer.label} ({answer.key})", id=answer.id)

    def on_mount(self) -> None:
        """Give every answer its key."""
        for answer in self._answers:
            self._bindings.bind(answer.key, f"choose('{answer.id}')", answer.label)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_choose(event.button.id or "")

    def action_choose(self, answer: str) -> None:
        """Return the answer of that id; the first one means to stay."""
        self.close(None if answer == self._answers[0].id else answer)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.close(None)


class AskDialog(Dialog):
    """Asks for a line of text; the result is the text, maybe empty, or ``None`` where it was called off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", id="ask.cancel", tooltip="Ask nothing")
    ]

    def __init__(self, *, question: str, details: str, placeholder: str, button: str = "Ask", value: str = "") -> None:
        super().__init__()
        self._question = question
        self._details = details
        self._placeholder = placeholder
        self._button = button
        self._value = value

    def compose(self) -> ComposeResult:
        """Show the question, a line to write on, and the buttons."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(self._question, classes="heading", markup=False)
            yield Static(self._details, markup=False)
            yield Input(self._value, placeholder=self._placeholder, max_length=500, select_on_focus=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button("Back (Esc)", id="back")
                yield Button(f"{self._button} (Enter)", id="ask")

    @on(Input.Submitted)
    @on(Button.Pressed, "#ask")
    def _ask(self) -> None:
        if self.stands:
            self.close(pasted(self.query_one(Input).value).strip())

    @on(Button.Pressed, "#back")
    def action_cancel(self) -> None:
        """Ask nothing."""
        self.close(None)
