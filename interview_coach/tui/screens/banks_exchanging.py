"""Bringing banks and rubrics in from other programs, and out to them, on the Banks screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work

from interview_coach.authoring.exporting import OF_KIND, SUFFIXES, Form
from interview_coach.errors import CoachError
from interview_coach.library.rendering import as_text
from interview_coach.tui.own_case import path_of
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.banks_acting import ActingScreen
from interview_coach.tui.screens.dialogs import Answer, AskDialog, ChoiceDialog
from interview_coach.tui.words import counted

if TYPE_CHECKING:
    from interview_coach.authoring.importing.importer import Imported

_LINES_TOLD = 40
_PROBLEMS_TOLD = 8
_KEYS = {Form.YAML: "y", Form.JSON: "j", Form.MARKDOWN: "m", Form.CSV: "c", Form.ANKI: "a"}
_WORDS = {
    Form.YAML: "YAML: everything, to share with others who use this program",
    Form.JSON: "JSON: everything, for other programs",
    Form.MARKDOWN: "Markdown: to read, print and write on",
    Form.CSV: "CSV: a table",
    Form.ANKI: "Anki: cards to learn by",
}


class ExchangingScreen(ActingScreen):
    """Imports and exports."""

    @work(group="files", exclusive=True)
    async def action_import(self) -> None:
        """Ask for a file of another program, show what it makes, and write that where it is wished."""
        if not self.is_active:
            return
        kind = self.row.form if self.row is not None else "bank"
        details = "Markdown lists and headings, CSV with a header, Anki's text export, or JSON."
        asked = AskDialog(question="Import which file?", details=details, placeholder="~/notes.md", button="Look")
        typed = await self.ask(asked)
        source = path_of(typed or "")
        if source is None:
            return
        try:
            imported = await asyncio.to_thread(self.workshop.read_import, source, kind)
            if not imported.usable:
                await self.ask(_not_usable(imported))
                return
            if await self.ask(_preview(imported)) is None:
                return
            await asyncio.to_thread(self.workshop.write_import, imported)
        except (CoachError, ValueError) as error:
            self.tell(str(error), title="Not imported")
            return
        self.notify(f"Imported: {', '.join(shown(file.path.name) for file in imported.files)}", markup=False)
        await self.show_file(imported.files[0].path)

    @work(group="files", exclusive=True)
    async def action_export(self) -> None:
        """Ask for a format and a name, and write the bank or rubric that is chosen there."""
        row = self.row
        if row is None or row.path is None or row.kind not in ("bank", "rubric", "question") or not self.is_active:
            return
        kind = row.form
        answers = [Answer("none", "b", "Back"), *(Answer(f.value, _KEYS[f], _WORDS[f]) for f in OF_KIND[kind])]
        details = "A file for other programs. Nothing is written over."
        chosen = await self.ask(
            ChoiceDialog(question=f"Export {shown(row.path.stem)}", details=details, answers=answers)
        )
        if chosen is None:
            return
        form = Form(chosen)
        name = f"~/{row.path.stem}{SUFFIXES[form]}"
        where = AskDialog(question="Write it where?", details="", placeholder=name, button="Write", value=name)
        typed = await self.ask(where)
        target = path_of(typed or "")
        if target is None:
            return
        try:
            await asyncio.to_thread(self.workshop.export, row.path, form, target)
        except (CoachError, ValueError) as error:
            self.tell(str(error), title="Not exported")
        else:
            self.notify(f"Written: {shown(str(target))}", markup=False, timeout=10)


def _not_usable(imported: Imported) -> ChoiceDialog:
    told = "\n".join(as_text(problem) for problem in imported.problems[:_PROBLEMS_TOLD])
    more = len(imported.problems) - _PROBLEMS_TOLD
    return ChoiceDialog(
        question=f"{counted(len(imported.problems), 'thing')} to mend in the file first; nothing was written",
        details=shown(told) + (f"\n… and {more} more" if more > 0 else ""),
        answers=[Answer("back", "b", "Back")],
    )


def _preview(imported: Imported) -> ChoiceDialog:
    lines = [*imported.notes]
    for file in imported.files:
        lines += [f"{file.path}:", *file.text.splitlines()]
    more = len(lines) - _LINES_TOLD
    return ChoiceDialog(
        question=f"This would be written: {counted(len(imported.files), 'file')}",
        details=shown("\n".join(lines[:_LINES_TOLD])) + (f"\n… and {more} more lines" if more > 0 else ""),
        answers=[Answer("back", "b", "Back"), Answer("write", "w", "Write it")],
    )
