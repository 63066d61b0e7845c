"""All journals of a data folder: listed, found, read, deleted."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from interview_coach.errors import CoachError, JournalNotFound, JournalUnreadable, StorageError
from interview_coach.journal.cache import FileCache
from interview_coach.journal.lines import records_all
from interview_coach.journal.listing import Listing, listing_of, unlistable
from interview_coach.journal.reading import (
    SUFFIX,
    ReadJournal,
    identity,
    is_journal,
    read_bytes,
    read_journal,
    stamp_of,
)
from interview_coach.journal.trash import bury
from interview_coach.paths import Home, reason

_STAMP = re.compile(r"\d{8}T\d{6}Z")
_WHOLE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,120}")
_NAMED_AT_MOST = 5

FEW = 20
"""Journals that are looked at before anybody else is asked about the others."""


class JournalStore:
    """The journals of one person. Of files that do not change, lists remember what they found. Threads may share it."""

    def __init__(self, home: Home, *, finished: Callable[[], dict[str, str]] = dict) -> None:
        """Take the data folder, and what tells the stamps of journals in which nothing is left to do, by file name.

        What ``finished`` tells may be old: a journal whose stamp is another one is looked at.
        """
        self._home = home
        self._known_finished = finished
        self._listings = FileCache[Listing]()
        self._finished = FileCache[bool]()

    def list(self, limit: int | None = None, *, unfinished: bool = False) -> list[Listing]:
        """Return the interviews, newest first by name; at most ``limit``, reading no more files than needed.

        Files that cannot be read are listed with their problem, last where their names hold no time. ``unfinished``
        keeps those that can be gone on with, because something is left to do. What is deleted meanwhile is left out.

        Raises:
            StorageError: the folder cannot be read.
        """
        found: list[Listing] = []
        if limit is not None and limit <= 0:
            return found
        known: dict[str, str] | None = None
        for number, path in enumerate(self._paths()):
            if unfinished:
                if number == FEW:
                    known = self._known_finished()
                if (known and _stamp(path) == known.get(path.name)) or self._seen_to_be_finished(path):
                    continue
            listing = self._listing(path)
            if listing is None or (unfinished and not listing.can_go_on):
                continue
            found.append(listing)
            if len(found) == limit:
                break
        return found

    def find(self, wanted: str) -> Path:
        """Return the journal whose id is ``wanted``, begins with it, or ends with it as its short id.

        Raises:
            JournalNotFound: there is none, or there are several; the message names them.
            StorageError: the folder cannot be read.
        """
        plain = self._home.transcripts / f"{wanted}{SUFFIX}"
        if _WHOLE_ID.fullmatch(wanted) and plain.is_file():
            return plain  # without a look at all the others
        paths = {identity(path): path for path in self._paths()}
        if wanted in paths:  # as it stands: names that people gave may begin with a space
            return paths[wanted]
        wanted = wanted.strip().removesuffix(SUFFIX)
        if not wanted:
            raise JournalNotFound("Name a transcript by its id, or by the beginning of its id.")
        if wanted in paths:
            return paths[wanted]
        matches = [name for name in paths if name.startswith(wanted) or name.endswith(f"-{wanted}")]
        if len(matches) == 1:
            return paths[matches[0]]
        if not matches:
            raise JournalNotFound(
                f"There is no transcript {wanted!r} in {self._home.transcripts}. "
                "`interview-coach transcripts list` shows those that there are."
            )
        named = ", ".join(matches[:_NAMED_AT_MOST]) + (", …" if len(matches) > _NAMED_AT_MOST else "")
        raise JournalNotFound(f"{len(matches)} transcripts match {wanted!r}: {named}. Give more of the id.")

    def read(self, wanted: str) -> ReadJournal:
        """Return the transcript of that id (or beginning of one), with the lines that could not be understood.

        Raises:
            JournalNotFound: as :meth:`find`.
            JournalUnreadable: the file holds no interview.
            StorageError: it cannot be read.
        """
        return read_journal(self.find(wanted))

    def delete(self, wanted: str) -> Path:
        """Move a journal with everything that belongs to it into the trash; return where the journal is now.

        Raises:
            JournalNotFound: as :meth:`find`.
            JournalLocked: somebody has it open.
            StorageError: it cannot be moved.
        """
        return bury(self._home, self.find(wanted))

    def _seen_to_be_finished(self, path: Path) -> bool:
        """Return whether nothing is left to do, where a glance tells: parsing a long one takes 100 times as long."""
        try:
            return self._finished.get(path, lambda p: records_all(read_bytes(p)))
        except CoachError:
            return False

    def _listing(self, path: Path) -> Listing | None:
        """Return what a list shows of the journal, and ``None`` where it was deleted a moment ago.

        That a file could not be read may pass, so it is not remembered; that it holds no interview is.
        """
        try:
            return self._listings.get(path, _listing)
        except JournalNotFound:
            return None
        except CoachError as error:
            return unlistable(path, error)

    def _paths(self) -> Iterator[Path]:
        """Yield the journal files, newest first; those without a time in their name last."""
        folder = self._home.transcripts
        try:
            with os.scandir(folder) as entries:
                names = [e.name for e in entries if is_journal(e)]
        except FileNotFoundError:
            return
        except OSError as error:
            raise StorageError(
                f"Cannot read the folder {folder}: {reason(error)}. Mend that, then try again."
            ) from error
        for name in sorted(names, key=lambda n: (bool(_STAMP.match(n)), n), reverse=True):
            yield folder / name


def _stamp(path: Path) -> str:
    """Return the stamp of a file, and one that no file has where there is none."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return ""


def _listing(path: Path) -> Listing:
    """Return what a list shows of the journal; raises where it cannot be read at the moment."""
    try:
        return listing_of(path, read_journal(path).transcript)
    except JournalUnreadable as error:
        return unlistable(path, error)
