"""What can be done with the banks and rubrics on the Banks screen: begin, copy, edit, fill in a form, move, delete."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from interview_coach.authoring.beginning import OF_KIND, Template
from interview_coach.authoring.changes import Drop, Move
from interview_coach.authoring.keeping_ids import with_ids_kept
from interview_coach.errors import CoachError, ContentError
from interview_coach.tui.bank_rows import Row
from interview_coach.tui.safe_text import one_line, shown
from interview_coach.tui.screens.banks_editing import EditingScreen, WorkDialog
from interview_coach.tui.screens.dialogs import Answer, AskDialog, ChoiceDialog
from interview_coach.tui.widgets.bank_tree import BankTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview_coach.authoring.files import Kind
    from interview_coach.authoring.manuscript import Manuscript
    from interview_coach.library.problems import Location

    Change = Callable[[Manuscript, Location], Manuscript]

_TEMPLATES = {
    Template.MINIMAL: ("m", "The least that works, with comments on what to add"),
    Template.FULL: ("f", "Everything that a question can have"),
    Template.ROLEPLAY: ("r", "A scene with a stakeholder"),
    Template.PORTFOLIO: ("p", "Questions about a case of one's own"),
}


class ActingScreen(EditingScreen):
    """Acts on the row that is chosen in the tree."""

    @property
    def tree_of_banks(self) -> BankTree:
        """The tree."""
        return self.query_one(BankTree)

    @property
    def row(self) -> Row | None:
        """What is chosen."""
        return self.tree_of_banks.row if self.stands and self.query(BankTree) else None

    async def look(self, at: tuple[str, str] | None = None) -> None:
        """Show what there is now; go to the row ``at``, if one is named."""
        raise NotImplementedError

    async def show_file(self, path: Path) -> None:
        """Show what there is now, with the file ``path`` chosen."""
        library = await asyncio.to_thread(self.workshop.library)
        keys = {bank.path: ("bank", bank.id) for bank in library.banks}
        keys |= {where: ("rubric", its_id) for its_id, where in library.rubric_paths.items()}
        await self.look(keys.get(path, ("file", str(path))))

    @work(group="files", exclusive=True)
    async def action_edit(self) -> None:
        """Open the file in the user's editor, at the question that is chosen."""
        row = self.row
        if row is None or row.path is None or not self.is_active:
            return
        line = await asyncio.to_thread(self.workshop.line_of, row.path, row.id) if row.kind == "question" else 1
        own = await self._own_copy(row)
        if own is None:
            return
        if own != row.path:
            await self.show_file(own)
        await self.edit_file(own, line)
        await self.look()

    async def _own_copy(self, row: Row) -> Path | None:
        """Return the file, or a copy in the user's folder where it came with the program; ``None`` for neither."""
        if row.path is None or row.own:
            return row.path
        if row.kind == "file":
            self.tell(f"{row.path} lies outside of your folder; edit it there.")
            return None
        choice = await self.ask(_shipped(row))
        return await self._copied(row.path, in_its_place=choice == "place") if choice else None

    async def _copied(self, path: Path, *, in_its_place: bool) -> Path | None:
        try:
            copy = await asyncio.to_thread(self.workshop.duplicate, path, in_its_place=in_its_place)
        except CoachError as error:
            self.tell(str(error), title="Not copied")
            return None
        self.notify(f"Copied to {shown(str(copy))}", markup=False, timeout=10)
        return copy

    @work(group="files", exclusive=True)
    async def action_duplicate(self) -> None:
        """Copy the bank or rubric that is chosen."""
        row = self.row
        if row is None or row.path is None or not self.is_active:
            return
        choice = "beside" if row.own else await self.ask(_shipped(row))
        copy = await self._copied(row.path, in_its_place=choice == "place") if choice else None
        if copy is not None:
            await self.show_file(copy)

    @work(group="files", exclusive=True)
    async def action_new(self) -> None:
        """Begin a bank or a rubric from a template."""
        row = self.row
        if not self.is_active:
            return
        kind: Kind = row.form if row is not None else "bank"
        noun = "question bank" if kind == "bank" else "rubric"
        answers = [Answer("none", "b", "Back")]
        answers += [
            Answer(t.value, _TEMPLATES[t][0], f"{t.value.capitalize()}: {_TEMPLATES[t][1]}") for t in OF_KIND[kind]
        ]
        details = "A template is a good file already; its comments say what to put in place of what."
        chosen = await self.ask(ChoiceDialog(question=f"A new {noun}", details=details, answers=answers))
        if chosen is None:
            return
        asked = AskDialog(question=f"How is the {noun} called?", details="", placeholder="My questions", button="Begin")
        title = await self.ask(asked)
        if title is None:
            return
        try:
            path = await asyncio.to_thread(self.workshop.begin, kind, Template(chosen), title)
        except CoachError as error:
            self.tell(str(error), title="Not begun")
            return
        await self.show_file(path)
        self.notify("Begun. f changes it in a form, e in your editor.", markup=False, timeout=10)

    @work(group="files", exclusive=True)
    async def action_form(self) -> None:
        """Change what is chosen in a form."""
        row = self.row
        if row is None or row.path is None or not self.is_active:
            return
        own = await self._own_copy(row)
        if own is None:
            return
        question = row.id if row.kind == "question" else ""
        if own != row.path:
            await self.show_file(own)
            question = question if self.library and any(q.id == question for q in self.library.questions()) else ""
        await self._fill_in(own, question)

    @work(group="files", exclusive=True)
    async def action_add(self) -> None:
        """Add a question behind the one that is chosen, or at the end of the bank."""
        row = self.row
        if row is not None and row.path is not None and row.own and self.is_active:
            await self._fill_in(row.path, row.id if row.kind == "question" else "", new=True)

    async def _fill_in(self, path: Path, question: str, *, new: bool = False) -> None:
        """Show the form of a question, or of the whole file, and save what comes of it."""
        from interview_coach.tui import form_fields
        from interview_coach.tui.screens.form import FormScreen

        try:
            manuscript = await asyncio.to_thread(self.workshop.open, path)
        except CoachError as error:
            self.tell(str(error), title="Not in a form")
            return
        at = (manuscript.question(question) if question else None) or ()
        form = form_fields.BANK if manuscript.kind == "bank" else form_fields.RUBRIC
        if new:
            questions = manuscript.value("questions") or []
            at = ("questions", int(at[-1]) + 1 if at else len(questions))
        if at:
            scene = not new and isinstance(manuscript.value(*at, "stakeholder"), dict)
            form = form_fields.SCENE if scene else form_fields.QUESTION
        if self.library is None or not self.stands:
            return
        screen = FormScreen(
            form=form, manuscript=manuscript, at=at, check=self.workshop.check_manuscript, library=self.library, new=new
        )
        made = await self.app.push_screen(screen, wait_for_dismiss=True)
        if made is not None and made.text != manuscript.text:
            await self.save(path, made.text.encode(), opened=manuscript.text.encode())
            await self.look()

    @work(group="files", exclusive=True)
    async def action_delete(self) -> None:
        """Delete the question from its bank, or move the file to the trash, after asking."""
        row = self.row
        if row is None or row.path is None or not row.own or not self.is_active:
            return
        if row.kind == "question":
            await self._delete_question(row, row.path)
            return
        details = f"{row.path} goes to the trash. Interviews that asked its questions keep them."
        if await self.ask(_deletion(f"Delete {row.label}?", details)) is None:
            return
        try:
            grave = await asyncio.to_thread(self.workshop.delete, row.path)
        except CoachError as error:
            self.tell(str(error), title="Not deleted")
            return
        self.notify(f"In the trash: {shown(str(grave))}", markup=False, timeout=10)
        await self.look()

    async def _delete_question(self, row: Row, path: Path) -> None:
        details = "It goes from the file for good. Interviews that asked it keep it."
        if await self.ask(_deletion(f"Delete the question “{row.label}”?", details)) is not None:
            await self._change(path, lambda m, at: with_ids_kept(m, Drop(at)), row.id)

    @work(group="files", exclusive=True)
    async def action_move(self, step: int) -> None:
        """Move the question ``step`` places down in its bank."""
        row = self.row
        if row is None or row.path is None or not row.own or row.kind != "question" or not self.is_active:
            return

        def moved(manuscript: Manuscript, at: Location) -> Manuscript:
            to = int(at[-1]) + step
            if not 0 <= to < len(manuscript.value("questions")):
                return manuscript
            return with_ids_kept(manuscript, Move(at, to))

        await self._change(row.path, moved, row.id)

    async def _change(self, path: Path, change: Change, question: str) -> None:
        """Make a change about a question in its file, and save that."""
        try:
            manuscript = await asyncio.to_thread(self.workshop.open, path)
            at = manuscript.question(question)
            if at is None:
                raise ContentError(f"The question {one_line(question)} is not in {path} any more.")
            made = await asyncio.to_thread(change, manuscript, at)
        except CoachError as error:
            self.tell(str(error))
            return
        if made.text != manuscript.text:
            await self.save(path, made.text.encode(), opened=manuscript.text.encode())
            await self.look()


def _shipped(row: Row) -> ChoiceDialog:
    return WorkDialog(
        question=f"{row.label} came with the program" if not row.own else f"Copy {row.label}",
        details="It is not changed itself; a copy in your own folder can be.",
        answers=[
            Answer("beside", "b", "Copy it beside the original, under a name of its own"),
            Answer("place", "r", "Copy it in the place of the original (replaces)"),
        ],
    )


def _deletion(question: str, details: str) -> ChoiceDialog:
    answers = [Answer("stay", "k", "Keep it"), Answer("delete", "d", "Delete it")]
    return ChoiceDialog(question=question, details=details, answers=answers)
