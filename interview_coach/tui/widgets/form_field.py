"""A field of a form: its label, what it is filled in with, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label, OptionList, Select, SelectionList, Static, TextArea
from textual.widgets.selection_list import Selection

from interview_coach.tui.form_fields import Field
from interview_coach.tui.safe_text import one_line, pasted
from interview_coach.tui.widgets.choosing import MarkedSelectionList, Paged

NOTHING = ""
"""The choice of none."""


class FormField(Vertical):
    """Lets a field be filled in.

    Args:
        field: which.
        text: what stands in it; for several words one on each line.
        choices: what can be chosen, as words and value.
        entries: a line for each entry, where it has entries.
    """

    class Changed(Message):
        """Something else stands in the field now."""

    def __init__(
        self, field: Field, *, text: str, choices: Sequence[tuple[str, str]] = (), entries: Sequence[str] = ()
    ) -> None:
        super().__init__(id=field.id, classes="form-field")
        self.field = field
        self._text = text
        self._choices = [(words, value) for words, value in choices]
        self._entries = list(entries)

    def compose(self) -> ComposeResult:
        """Lay out label, field, and room for what is wrong."""
        yield Label(self.field.title, classes="label", markup=False)
        if self.field.about:
            yield Static(self.field.about, classes="quiet", markup=False)
        way = self.field.way
        if way in ("line", "number"):
            yield Input(self._text, compact=True, max_length=2000, select_on_focus=False)
        elif way in ("prose", "phrases"):
            yield TextArea(self._text, compact=True, tab_behavior="focus", classes=way)
        elif way == "choice":
            known = [value for _, value in self._choices]
            unknown = [(f"{one_line(self._text, 40)} (unknown)", self._text)] if self._text not in (*known, "") else []
            options = [("—", NOTHING), *self._choices, *unknown]
            yield Select(options, value=self._text, allow_blank=False, compact=True)
        elif way == "several":
            chosen = self._text.split("\n")
            yield MarkedSelectionList(*(Selection(w, v, v in chosen) for w, v in self._choices), compact=True)
        else:
            yield Paged(*self._entries, markup=False)
            yield Static("Enter or + to edit or add · Del deletes · Ctrl+↑ Ctrl+↓ moves", classes="quiet", markup=False)
        yield Static(classes="problem hidden", markup=False)

    @property
    def text(self) -> str:
        """What stands in the field."""
        way = self.field.way
        if way in ("line", "number"):
            return pasted(self.query_one(Input).value)
        if way in ("prose", "phrases"):
            return pasted(self.query_one(TextArea).text)
        if way == "choice":
            return str(self.query_one(Select).value)
        if way == "several":
            chosen = self.query_one(MarkedSelectionList)
            return "\n".join(value for value in chosen.values if value in chosen.selected)
        return ""

    @property
    def options(self) -> OptionList:
        """The list of entries."""
        return self.query_one(OptionList)

    def show_entries(self, entries: Sequence[str], at: int | None = None) -> None:
        """Show a line for each entry, the one at ``at`` highlighted."""
        options = self.options
        highlighted = options.highlighted if at is None else at
        options.clear_options()
        options.add_options(entries)
        options.highlighted = min(highlighted or 0, len(entries) - 1) if entries else None

    def complain(self, sentences: Sequence[str]) -> None:
        """Show what is wrong with the field; nothing where there are no sentences."""
        problem = self.query_one(".problem", Static)
        problem.set_class(not sentences, "hidden")
        problem.update("\n".join(sentences))

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(SelectionList.SelectedChanged)
    def _changed(self) -> None:
        self.post_message(self.Changed())
