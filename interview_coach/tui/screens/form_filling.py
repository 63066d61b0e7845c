"""Filling in a form: what was changed, what the file would say then, and what the library says to that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from interview_coach.authoring.changes import Insert, value_at
from interview_coach.authoring.keeping_ids import with_ids_kept
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.errors import CoachError
from interview_coach.library.problems import Location, Problem, field_name
from interview_coach.tui import form_fields, form_values
from interview_coach.tui.form_fields import Field, Form, summary
from interview_coach.tui.form_options import choices
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.widgets.form_field import FormField
from interview_coach.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from interview_coach.library.catalogue import Library

CHECKING = 0.25
"""Seconds without a change after which what was filled in is checked."""

Check = Callable[[Manuscript], Sequence[Problem]]
Wanted = dict[tuple[str, ...], Any]
"""Values that were changed, by the ways to them; ``None`` where nothing is to stand."""

_SENTENCES = (form_fields.HINT, form_fields.KEY_POINT, form_fields.INDICATOR)
"""Forms of entries that may be a mere text in the file."""


class FillingScreen(StandingScreen[Manuscript | None]):
    """Shows the fields of one group; the result is the manuscript with the changes, ``None`` where it was called off.

    Args:
        form: the fields.
        manuscript: the file as it is now.
        at: the place of the group in it.
        new: whether it is a new entry of a list, to be put at that place.
        check: returns what is wrong with a manuscript. Called in a thread.
        library: what there is to choose from.
    """

    CSS_PATH = ["banks.tcss", "form.tcss"]  # noqa: RUF012

    def __init__(
        self, *, form: Form, manuscript: Manuscript, at: Location, check: Check, library: Library, new: bool = False
    ) -> None:
        super().__init__()
        self.form = form
        self.manuscript = manuscript
        self.began = manuscript
        self.at = at
        self.new = new
        self._begun_at = at if new else None
        """Where an entry began that was not there before: its id may follow its words until it is saved."""
        self.check = check
        self.library = library
        self.before: Sequence[Problem] = ()
        """What was wrong with the file before."""
        self._initial = {field.id: self._text_of(field) for field in form.fields}

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        what = f"A new {self.form.noun}" if self.new else self.form.noun.capitalize()
        yield Static(f"{what} · {shown(self.manuscript.path.name)}", id="top", markup=False)
        with VerticalScroll(id="form", can_focus=False):
            yield Static(id="general", classes="problem hidden", markup=False)
            for field in self.form.fields:
                words = choices(field, self.manuscript, self.at, self.library)
                yield FormField(field, text=self._initial[field.id], choices=words, entries=self.entries(field))
        yield KeyLine()

    async def on_mount(self) -> None:
        """Learn what was wrong before, and show what is wrong with this group."""
        self.query("Input, TextArea, Select").first().focus(scroll_visible=False)
        self.before = await asyncio.to_thread(self.check, self.began)
        if self.stands and not self.new:
            self.complain(self.before)

    # What stands in the fields

    @property
    def group(self) -> Any:
        """What stands in the file: a group of fields, or a mere text; ``None`` for a new one."""
        return None if self.new else self.manuscript.value(*self.at)

    def entries(self, field: Field) -> list[str]:
        """Return a line for each entry of ``field``."""
        if field.way != "entries" or self.new:
            return []
        entries = self.manuscript.value(*self.at, *field.steps)
        return [summary(field.form, entry) for entry in entries] if isinstance(entries, list) else []

    def _text_of(self, field: Field) -> str:
        group = {"text": self.group} if isinstance(self.group, str) else self.group
        value = value_at(group, field.steps)
        if field.way == "several":
            return "\n".join(map(str, value)) if isinstance(value, list) else ""
        return "" if field.way == "entries" else form_values.in_form(field, value)

    def wanted(self) -> Wanted:
        """Return what was changed in the fields; of a new group everything."""
        found: Wanted = {}
        for view in self.query(FormField):
            field = view.field
            if field.way != "entries" and (self.new or view.text != self._initial[field.id]):
                several = field.way == "several"
                found[field.steps] = view.text.split() or None if several else form_values.in_file(field, view.text)
        return found

    @property
    def changed(self) -> bool:
        """Whether leaving would lose something."""
        texts_differ = any(view.text != self._initial[view.field.id] for view in self.query(FormField))
        return texts_differ or self.manuscript is not self.began

    def filled_in(self, wanted: Wanted) -> Manuscript:
        """Return the manuscript with ``wanted``; raises ``ContentError`` where that cannot be spliced in."""
        if self.new:
            entry = form_values.entry_of(wanted, sentence=self.form in _SENTENCES)
            return with_ids_kept(self.manuscript, Insert(self.at, entry), new=self.at)
        if isinstance(self.group, str):
            wanted = {("text",): self.group, **wanted}
        changes = form_values.group_changes(self.at, self.group, wanted)
        return with_ids_kept(self.manuscript, *changes, new=self._begun_at)

    def keep_new(self) -> None:
        """Put a new group into the manuscript as it is, so that it can have entries; raises ``ContentError``."""
        if self.new:
            self.manuscript = self.filled_in(self.wanted())
            self.new = False
            self._initial = {view.field.id: view.text for view in self.query(FormField)}

    # What is wrong

    @on(FormField.Changed)
    def _changed(self) -> None:
        self.check_soon()

    @work(group="check", exclusive=True)
    async def check_soon(self) -> None:
        """Check what was filled in, once nothing changed for a moment."""
        await asyncio.sleep(CHECKING)
        if self.stands and self.changed:
            await self.checked()

    async def checked(self) -> tuple[Manuscript, Sequence[Problem]] | None:
        """Return what the file would say and what would be wrong then, and show that; ``None`` where it defies."""
        wanted = self.wanted()
        try:
            made = await asyncio.to_thread(self.filled_in, wanted)
            problems = await asyncio.to_thread(self.check, made)
        except CoachError as error:
            self.say([str(error)])
            return None
        if self.stands:
            self.complain(problems)
        return made, problems

    def is_about_this(self, problem: Problem) -> bool:
        """Return whether ``problem`` is about this group, or about something in it."""
        return _within(problem.field, field_name(self.at))

    def complain(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong with this group, each at its field."""
        mine = [problem for problem in problems if problem.severity == "error" and self.is_about_this(problem)]
        for view in self.query(FormField):
            name = field_name((*self.at, *view.field.steps))
            here = [problem for problem in mine if _within(problem.field, name)]
            if self.group is not None and isinstance(self.group, str) and view.field.name == "text":
                here = [problem for problem in mine if problem.field == field_name(self.at)]
            mine = [problem for problem in mine if problem not in here]
            view.complain([shown(problem.sentence) for problem in here])
        self.say([problem.sentence for problem in mine])

    def say(self, sentences: Sequence[str]) -> None:
        """Show what is wrong with no field in particular; nothing where there are no sentences."""
        if self.stands:
            general = self.query_one("#general", Static)
            general.set_class(not sentences, "hidden")
            general.update(shown("\n".join(sentences)))


def _within(name: str, holder: str) -> bool:
    return not holder or name == holder or name.startswith((f"{holder}.", f"{holder}["))
