"""What the Banks screen can do with files: look, check, save, make, copy, delete. Every method blocks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.authoring import saving
from interview_coach.authoring.beginning import Template, new_file
from interview_coach.authoring.duplicating import duplicate
from interview_coach.authoring.files import Kind, write_new
from interview_coach.authoring.manuscript import Manuscript
from interview_coach.authoring.owning import is_own
from interview_coach.authoring.shelf import Shelf
from interview_coach.errors import ContentError
from interview_coach.library.catalogue import Library
from interview_coach.library.document import Document
from interview_coach.library.problems import Problem
from interview_coach.wiring.session import Clock

if TYPE_CHECKING:
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
