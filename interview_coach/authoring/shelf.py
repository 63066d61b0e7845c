"""Where new banks and rubrics go: the data folder, beside everything that there is already."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from interview_coach.authoring.files import Kind, NewFile
from interview_coach.errors import ContentError
from interview_coach.library.catalogue import Library
from interview_coach.library.loading import check_text, load_library
from interview_coach.library.problems import Problem
from interview_coach.library.remembering import FileCache
from interview_coach.library.words import FreeIds, shown, slug_of
from interview_coach.paths import Home

LONGEST_ID = 56
"""Characters; the ids of a bank's questions begin with it."""


class Shelf:
    """The user's library, and the folders in which new files of theirs are put."""

    def __init__(self, home: Home, cache: FileCache | None = None) -> None:
        """Take the data folder; ``cache`` keeps what was read of its files."""
        self.home = home
        self._cache = cache or FileCache()

    @cached_property
    def library(self) -> Library:
        """What there is, read once."""
        return load_library(self.home, cache=self._cache)

    @cached_property
    def question_ids(self) -> frozenset[str]:
        """The ids of all questions that there are."""
        return frozenset(question.id for question in self.library.questions())

    def folder(self, kind: Kind) -> Path:
        """Return the folder of the user's own banks or rubrics."""
        return self.home.question_banks if kind == "bank" else self.home.rubrics

    def path(self, kind: Kind, its_id: str) -> Path:
        """Return where the new file of that id goes."""
        return self.folder(kind) / f"{its_id}.yaml"

    def taken(self, kind: Kind) -> set[str]:
        """Return the ids that a new file cannot have: those in use, and those whose file names are."""
        used = {bank.id for bank in self.library.banks} if kind == "bank" else set(self.library.rubrics)
        with suppress(OSError):
            used |= {path.stem for path in self.folder(kind).iterdir()}
        return used

    def new_id(self, kind: Kind, title: str, wanted: str | None = None) -> str:
        """Return the id for a new file: ``wanted``, else one made from its title and unlike all others.

        Raises:
            ContentError: ``wanted`` is no id, or it is taken.
        """
        taken = self.taken(kind)
        if wanted is None:
            return FreeIds(taken).like(slug_of(title, fallback=kind))
        if len(wanted) > LONGEST_ID:
            raise ContentError(f"The id {shown(wanted)} has {len(wanted)} characters; at most {LONGEST_ID} fit.")
        if wanted != slug_of(wanted, fallback=""):
            good = slug_of(wanted, fallback=kind)
            raise ContentError(
                f"{shown(wanted)} is no id: one is made of lower-case words joined by hyphens, such as {shown(good)}."
            )
        if wanted in taken:
            free = FreeIds(taken).like(wanted)
            raise ContentError(f"The id {shown(wanted)} is taken; {shown(free)} is free.")
        return wanted

    def problems(self, file: NewFile) -> list[Problem]:
        """Return what would be wrong with ``file``, were it written."""
        return check_text(file.path, file.text, self.home, cache=self._cache)

    def must_take(self, files: Iterable[NewFile]) -> None:
        """Raise ``ContentError`` with every problem, where one of ``files`` would have any."""
        for file in files:
            if problems := self.problems(file):
                listed = "\n".join(str(problem) for problem in problems)
                raise ContentError(f"{file.path} would have problems, so nothing was written:\n{listed}")
