"""Editing the files behind the Banks screen: the old version stays until the new one is good."""

from __future__ import annotations

import asyncio
import difflib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from interview_coach.authoring.saving import ChangedMeanwhile, Unsound, read_whole
from interview_coach.errors import CoachError, JournalLocked, StorageError
from interview_coach.journal.locking import JournalLock
from interview_coach.library.rendering import as_text
from interview_coach.paths import reason
from interview_coach.tui.editor import edit_file
from interview_coach.tui.safe_text import shown
from interview_coach.tui.screens.dialogs import Answer, ChoiceDialog
from interview_coach.tui.screens.standing import StandingScreen
from interview_coach.tui.sidecars import keep_bytes, set_aside
from interview_coach.tui.wishes import PractiseQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview_coach.library.catalogue import Library
    from interview_coach.library.problems import Problem
    from interview_coach.tui.app import CoachApp
    from interview_coach.wiring.workshop import Workshop

_PROBLEMS_TOLD = 5
_LINES_TOLD = 30


class EditingScreen(StandingScreen[PractiseQuestion | None]):
    """Changes files, and asks what to do where a new version cannot take the place of the old one.

    Args:
        workshop: reads and writes the files.
    """

    def __init__(self, *, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.library: Library | None = None

    def tell(self, problem: str, *, title: str = "That did not work") -> None:
        """Show a sentence about a problem."""
        cast("CoachApp", self.app).tell(problem, title=title)

    async def edit_file(self, path: Path, line: int = 1) -> bool:
        """Open a file in the user's editor, and let what comes of it take its place; ``False`` where it stays.

        The editor gets a copy, so the library never reads half an edit.
        """
        try:
            opened = await asyncio.to_thread(self.workshop.read, path)
        except CoachError as error:
            self.tell(str(error))
            return False
        written = opened
        while True:
            edited = await self._edited(path, written, line)
            if edited is None or edited == opened:
                return False
            problems = await asyncio.to_thread(self.workshop.made_worse, path, opened, edited)
            if not problems:
                return await self.save(path, edited, opened=opened)
            choice = await self.ask(_not_valid(path, problems))
            if choice == "again":
                written, line = edited, problems[0].line
                continue
            if choice != "drop":
                await self._keep_beside(path, edited)
            return False

    async def save(self, path: Path, new: bytes, *, opened: bytes) -> bool:
        """Let ``new`` take the place of what the file holds; where it cannot, ask what is to become of it."""
        try:
            await asyncio.to_thread(self.workshop.save, path, new, opened=opened)
        except ChangedMeanwhile as error:
            return await self._settle(path, new, error.theirs)
        except Unsound as error:
            if await self.ask(_not_valid(path, error.problems, again=False)) != "drop":
                await self._keep_beside(path, new)
            return False
        except CoachError as error:
            self.tell(str(error), title="Not saved")
            await self._keep_beside(path, new)
            return False
        self.notify(f"Saved: {shown(path.name)}", markup=False)
        return True

    async def _settle(self, path: Path, mine: bytes, theirs: bytes | None) -> bool:
        """Ask which of two versions is to stay, where another program changed the file meanwhile."""
        choice = await self.ask(_two_versions(path, mine, theirs))
        if choice == "mine" and theirs is not None:
            await self._keep_beside(path, theirs)
            return await self.save(path, mine, opened=theirs)
        if choice != "drop":
            await self._keep_beside(path, mine)
        return False

    async def _keep_beside(self, path: Path, content: bytes) -> None:
        try:
            draft = await asyncio.to_thread(self.workshop.keep_beside, path, content)
        except CoachError as error:
            self.tell(str(error), title="The draft is not kept")
        else:
            self.notify(f"Kept as a draft: {shown(str(draft))}", markup=False, timeout=12)

    async def _edited(self, path: Path, content: bytes, line: int) -> bytes | None:
        """Return what the editor made of ``content``; ``None`` where nothing came of it, or it is open elsewhere."""
        copy = path.with_name(f".{path.stem}.editing{path.suffix}")
        try:
            lock = JournalLock(copy)  # two editors of one copy would write over each other
        except JournalLocked:
            self.tell(f"{path.name} is open in the editor of another window. Close it there first.", title="The editor")
            return None
        except StorageError as error:
            self.tell(f"Cannot write a copy for the editor in {path.parent}: {error}", title="The editor")
            return None
        try:
            return self._through_the_editor(path, copy, content, line)
        finally:
            lock.release()

    def _through_the_editor(self, path: Path, copy: Path, content: bytes, line: int) -> bytes | None:
        problem, code, edited = "", 0, None
        try:
            if copy.exists():  # a process that died left it
                self.notify(f"An earlier edit was left behind; it is kept as {set_aside(copy)}.", markup=False)
            keep_bytes(copy, content)
            with self.app.suspend():
                try:
                    code = edit_file(copy, command=self.workshop.editor, line=line)
                except (CoachError, OSError) as error:
                    problem = str(error)  # told below: an error that left the block would leave the app suspended
            edited = read_whole(copy)
            if problem or code == 0 or edited == content:
                copy.unlink(missing_ok=True)
        except SuspendNotSupported:
            problem = "This terminal cannot be handed to an editor."
            copy.unlink(missing_ok=True)
        except OSError as error:
            problem = f"Cannot write a copy for the editor in {path.parent}: {reason(error)}."
        except CoachError as error:
            problem = str(error)
        self.refresh(layout=True)
        if code != 0 and edited is not None and edited != content:
            problem = f"The editor failed (exit {code}). The file is as before; the editor's copy is {set_aside(copy)}."
        elif code != 0:
            problem = f"The editor failed (exit {code}). The file is as before."
        if problem:
            self.tell(problem, title="The editor")
            return None
        return edited


def _not_valid(path: Path, problems: Sequence[Problem], *, again: bool = True) -> ChoiceDialog:
    named = [replace(problem, path=Path(problem.path.name)) for problem in problems[:_PROBLEMS_TOLD]]
    told = "\n".join(map(as_text, named))
    more = len(problems) - _PROBLEMS_TOLD
    answers = [Answer("again", "e", "Edit again")] if again else []
    answers += [Answer("keep", "k", "Keep it as a draft beside the file"), Answer("drop", "d", "Drop it")]
    return WorkDialog(
        question=f"{shown(path.name)} would not be valid. The version before it still stands.",
        details=shown(told) + (f"\n… and {more} more" if more > 0 else ""),
        answers=answers,
    )


def _two_versions(path: Path, mine: bytes, theirs: bytes | None) -> ChoiceDialog:
    if theirs is None:
        details = "The file was taken away by another program while you edited it."
        answers = [Answer("keep", "k", "Keep mine as a draft"), Answer("drop", "d", "Drop mine")]
        return WorkDialog(question=f"{shown(path.name)} is gone", details=details, answers=answers)
    lines = list(
        difflib.unified_diff(
            theirs.decode("utf-8", "replace").splitlines(),
            mine.decode("utf-8", "replace").splitlines(),
            "on disk now",
            "yours",
            n=1,
            lineterm="",
        )
    )
    more = len(lines) - _LINES_TOLD
    return WorkDialog(
        question=f"{shown(path.name)} was changed by another program while you edited it",
        details=shown("\n".join(lines[:_LINES_TOLD])) + (f"\n… and {more} more lines" if more > 0 else ""),
        answers=[
            Answer("keep", "k", "Keep theirs, and mine as a draft beside it"),
            Answer("mine", "m", "Take mine, and keep theirs as a draft"),
            Answer("drop", "d", "Keep theirs and drop mine"),
        ],
    )


class WorkDialog(ChoiceDialog):
    """A choice in which the first answer counts as well; Escape means none of them."""

    def action_choose(self, answer: str) -> None:
        """Return the answer of that id."""
        self.close(answer)
