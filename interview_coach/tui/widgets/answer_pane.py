"""The lower part of an interview: what state it is in, the box, and the way on when it is over."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static, TextArea

from interview_coach.tui.widgets.answer_box import AnswerBox
from interview_coach.tui.words import counted


class AnswerPane(Vertical):
    """Holds the answer box with its word count."""

    def compose(self) -> ComposeResult:
        """Lay out the line above, the box, and the button for the end."""
        with Horizontal(id="status"):
            yield Static("Your answer", id="state", markup=False)
            yield Static(id="spent", classes="hidden", markup=False)
            yield Static(id="words", markup=False)
        yield AnswerBox(id="answer")
        yield Button("Continue (Enter): your own view, then the scorecard", id="continue")

    @property
    def room(self) -> int:
        """How many cells there are to say whose move it is."""
        return self.query_one("#state").size.width

    def show_state(self, words: str) -> None:
        """Say whose move it is."""
        self.query_one("#state", Static).update(words, layout=False)

    def show_spent(self, words: str) -> None:
        """Say what models took so far; nothing where ``words`` are empty."""
        spent = self.query_one("#spent", Static)
        spent.set_class(not words, "hidden")
        spent.update(words)

    def close(self) -> None:
        """Put the way on in the box's place; text that was not sent stays there to be copied."""
        box = self.query_one(AnswerBox)
        box.read_only = True
        box.display = box.holds_text
        self.add_class("-over")
        self.query_one("#continue", Button).focus()

    @on(TextArea.Changed)
    def _count(self) -> None:
        words = self.query_one(AnswerBox).words
        self.query_one("#words", Static).update(counted(words, "word") if words else "", layout=False)
