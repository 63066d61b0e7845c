"""What the Banks screen can do with files: look, check, save, make, copy, delete. Every method blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.authoring import saving
from interview_coach.authoring.beginning import Template, new_file
from interview_coach.authoring.duplicating import duplicate
from interview_coach.authoring.exporting import Form, exported
from interview_coach.authoring.files import Kind, write_new, write_text
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.authoring.owning import is_own
from interview_coach.authoring.shapes import shape_of
from interview_coach.authoring.shelf import Shelf
from interview_coach.domain.rubric import Rubric
from interview_coach.errors import ContentError
from interview_coach.library.banks import Bank
from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.problems import Problem
from interview_coach.wiring.session import Clock

if TYPE_CHECKING:
    from interview_coach.authoring.importing.importer import Imported
    from interview_coach.wiring.coach import Coach


class Workshop:
    """The user's own banks and rubrics, and those that came with the program, as files.

    Args:
        coach: has the library.
        clock: tells the time (UTC).
    """

    def __init__(self, coach: Coach, clock: Clock) -> None:
        self._coach = coach
        self._clock = clock
        self._home = coach.settings.home

    @property
    def editor(self) -> str | None:
        """The command of the user's editor; ``None`` where they named none."""
        return self._coach.settings.editor

    def library(self) -> Library:
        """Return what there is now; the very same value where no file changed."""
        return self._coach.reload_library()

    def is_own(self, path: Path) -> bool:
        """Return whether the file can be edited and deleted."""
        return is_own(path, self._home)

    def problems(self, library: Library) -> list[Problem]:
        """Return everything that is wrong, and what would make the user's own files better, errors first."""
        from interview_coach.linting.files import lint_banks, lint_rubrics

        own = {path for path in (*(b.path for b in library.banks), *library.rubric_paths.values()) if self.is_own(path)}
        advice = [*lint_banks(library, own), *lint_rubrics(library, own)] if own else []
        return sorted(
            [*library.problems, *advice], key=lambda p: (p.severity != "error", str(p.path), p.line, p.column)
        )

    def read(self, path: Path) -> bytes:
        """Return what the file holds; raises ``ContentError`` where it cannot be read."""
        return saving.read_whole(path)

    def open(self, path: Path) -> Manuscript:
        """Return the file as it can be edited field by field; raises ``ContentError`` where it cannot be."""
        return Manuscript.of(path, self.read(path))

    def line_of(self, path: Path, question: str) -> int:
        """Return the line, from 1, on which the question of that id begins; 1 where that cannot be told."""
        try:
            manuscript = self.open(path)
        except ContentError:
            return 1
        at = manuscript.question(question)
        return Document.of(path, manuscript.text.encode()).span(at).line if at else 1

    def check(self, path: Path, content: bytes) -> list[Problem]:
        """Return the problems that the file would have if it held ``content``."""
        return self._coach.check_content(path, content)

    def check_manuscript(self, manuscript: Manuscript) -> list[Problem]:
        """Return the problems that a file would have if it held ``manuscript``."""
        return self.check(manuscript.path, manuscript.text.encode())

    def made_worse(self, path: Path, old: bytes, new: bytes) -> list[Problem]:
        """Return the errors of ``new`` that ``old`` has not."""
        return saving.made_worse(self.check(path, old), self.check(path, new))

    def save(self, path: Path, new: bytes, *, opened: bytes) -> None:
        """Let the file hold ``new``; raises as :func:`interview_coach.authoring.saving.save`."""
        saving.save(path, new, opened=opened, home=self._home, check=self.check)

    def keep_beside(self, path: Path, content: bytes) -> Path:
        """Keep a version that is not used beside the file, and return where; raises ``StorageError``."""
        return saving.keep_beside(path, content)

    def delete(self, path: Path) -> Path:
        """Move one of the user's own files to the trash, and return where; raises as :meth:`begin`."""
        return saving.delete(path, self._home, self._clock())

    def begin(self, kind: Kind, template: Template, title: str) -> Path:
        """Write a new file from a template, and return where; raises ``ContentError``, ``StorageError``."""
        file = new_file(Shelf(self._home), kind, template, title=title)
        write_new([file])
        return file.path

    def duplicate(self, path: Path, *, in_its_place: bool) -> Path:
        """Write a copy of a file into the user's own folder, and return where; raises as :meth:`begin`."""
        file = duplicate(Shelf(self._home), path, in_its_place=in_its_place)
        write_new([file])
        return file.path

    def read_import(self, source: Path, kind: Kind) -> Imported:
        """Return what a file of another program makes, without writing it; raises ``ContentError``."""
        from interview_coach.authoring.importing.importer import import_file

        return import_file(source, Shelf(self._home), kind)

    def write_import(self, imported: Imported) -> None:
        """Write what :meth:`read_import` returned; raises as :meth:`begin`."""
        write_new(imported.files)

    def export(self, path: Path, form: Form, target: Path) -> None:
        """Write the bank or rubric in the file ``path`` for another program to the new file ``target``.

        Raises:
            ContentError: nothing in ``path`` can be used, or there is a file ``target`` already.
            StorageError: it cannot be written.
        """
        library = self.library()
        found: list[Bank | Rubric] = [bank for bank in library.banks if bank.path == path]
        found += [library.rubric(its_id) for its_id, where in library.rubric_paths.items() if where == path]
        if not found:
            raise ContentError(f"Nothing in {path} can be used, so there is nothing to export.")
        write_text(target, exported(shape_of(found[0]), form))
