"""A form for a bank, a question, a rubric, or an entry of theirs, so that nobody need see YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import DescendantFocus
from textual.widgets import OptionList

from interview_coach.authoring.changes import Change, Drop, Move, Put
from interview_coach.authoring.keeping_ids import with_ids_kept
from interview_coach.authoring.saving import made_worse
from interview_coach.errors import CoachError
from interview_coach.library.problems import Location
from interview_coach.tui import form_fields, form_values
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.dialogs import Answer, ChoiceDialog
from interview_coach.tui.screens.form_filling import FillingScreen
from interview_coach.tui.widgets.form_field import FormField

MakeChange = Callable[[Location], Change]


class FormScreen(FillingScreen):
    """Fills in one group of fields; lists in it have entries with forms of their own."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Done", priority=True, id="form.save", tooltip="Keep the changes (also F2)"),
        Binding("plus", "add", "Add", key_display="+", id="form.add", tooltip="Add an entry to the list in focus"),
        Binding("delete", "drop", "Delete", id="form.drop", tooltip="Delete the entry that is chosen"),
        Binding("ctrl+up", "move(-1)", "Move up", show=False, id="form.up", tooltip="Move the entry up"),
        Binding("ctrl+down", "move(1)", "Move down", show=False, id="form.down", tooltip="Move the entry down"),
        Binding("ctrl+b", "balance", "Balance", id="form.balance", tooltip="Let the weights sum to 1, in proportion"),
        Binding("escape", "leave", "Back", id="form.back", tooltip="Leave; asks where something was changed"),
    ]

    @property
    def list_in_focus(self) -> FormField | None:
        """The field with entries that has the focus."""
        for view in self.query(FormField):
            if view.field.way == "entries" and view.has_focus_within:
                return view
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what a list takes only where one has the focus."""
        if action in ("add", "drop", "move"):
            return self.list_in_focus is not None
        if action == "balance":
            return self.form is form_fields.RUBRIC
        return True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the field that has the focus now with its label, and offer what can be done with it."""
        self.refresh_bindings()
        view = next((above for above in event.widget.ancestors if isinstance(above, FormField)), None)
        if view is not None:
            self.call_after_refresh(view.scroll_visible, animate=False)

    @work(group="save", exclusive=True)
    async def action_save(self) -> None:
        """Keep the changes where they are sound; else stay and say what is wrong."""
        if not self.is_active:
            return
        found = await self.checked()
        if found is None:
            return
        made, problems = found
        worse = [problem for problem in made_worse(self.before, problems) if self.is_about_this(problem)]
        if worse:
            self.notify(f"Not yet: {shown(worse[0].sentence)}", severity="warning", markup=False)
            self._go_to_the_first_problem()
        else:
            self.close(made)

    def _go_to_the_first_problem(self) -> None:
        for view in self.query(FormField):
            if not view.query_one(".problem").has_class("hidden"):
                view.query("Input, TextArea, Select, OptionList").first().focus()
                return

    @work(group="files", exclusive=True)
    async def action_leave(self) -> None:
        """Leave without the changes, after asking where there are any."""
        if not self.is_active:
            return
        if self.changed:
            answers = [Answer("stay", "b", "Back to the form"), Answer("drop", "d", "Drop the changes")]
            details = "Ctrl+S keeps them."
            if await self.ask(ChoiceDialog(question="Drop the changes?", details=details, answers=answers)) is None:
                return
        self.close(None)

    # Entries

    @on(OptionList.OptionSelected)
    def _edit(self, event: OptionList.OptionSelected) -> None:
        view = self.list_in_focus
        if view is not None and event.option_list is view.options:
            self._open(view, event.option_index)

    def action_add(self) -> None:
        """Add an entry to the list in focus."""
        view = self.list_in_focus
        if view is not None:
            self._open(view, None)

    @work(group="files", exclusive=True)
    async def _open(self, view: FormField, position: int | None) -> None:
        """Fill in the entry at ``position``, or a new one at the end."""
        form = view.field.form
        if not self.is_active or form is None:
            return
        try:
            self.keep_new()
        except CoachError as error:
            self.say([str(error)])
            return
        place = len(self.entries(view.field)) if position is None else position
        at = (*self.at, *view.field.steps, place)
        screen = FormScreen(
            form=form, manuscript=self.manuscript, at=at, check=self.check, library=self.library, new=position is None
        )
        made = await self.app.push_screen(screen, wait_for_dismiss=True)
        if made is not None and self.stands:
            self.manuscript = made
            view.show_entries(self.entries(view.field), at=place)
            await self.checked()

    def action_drop(self) -> None:
        """Delete the entry that is chosen."""
        self._change_entry(Drop)

    def action_move(self, step: int) -> None:
        """Move the entry that is chosen ``step`` places down."""
        view = self.list_in_focus
        place = view.options.highlighted if view is not None else None
        if view is not None and place is not None and 0 <= place + step < view.options.option_count:
            self._change_entry(lambda at: Move(at, place + step), highlight=place + step)

    def _change_entry(self, change: MakeChange, highlight: int | None = None) -> None:
        view = self.list_in_focus
        place = view.options.highlighted if view is not None else None
        if view is None or place is None or not self.is_active:
            return
        self._apply([change((*self.at, *view.field.steps, place))])
        view.show_entries(self.entries(view.field), at=highlight)

    def action_balance(self) -> None:
        """Let the weights of a rubric's criteria sum to 1, in the proportion that they have."""
        criteria = self.manuscript.value("criteria")
        weights = [entry.get("weight") for entry in criteria] if isinstance(criteria, list) else []
        if weights and all(isinstance(weight, int | float) and weight > 0 for weight in weights):
            new = form_values.balanced(weights)
            self._apply([Put(("criteria", n, "weight"), w) for n, w in enumerate(new) if w != weights[n]])
        for view in self.query(FormField):
            if view.field.name == "criteria":
                view.show_entries(self.entries(view.field))

    def _apply(self, changes: list[Change]) -> None:
        try:
            self.manuscript = with_ids_kept(self.manuscript, *changes)
        except CoachError as error:
            self.say([str(error)])
            return
        self.check_soon()
