"""What front ends can ask of past interviews: lists, searches, attempts, labels, the trash."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from interview_coach.domain.attempt import Attempt
from interview_coach.domain.events import InterviewLabelled
from interview_coach.errors import UsageError
from interview_coach.journal.index.base import ALL
from interview_coach.journal.index.filters import NEWEST_FIRST, Filters, Sort
from interview_coach.journal.index.hits import Found
from interview_coach.journal.index.keeping import IndexKeeper
from interview_coach.journal.index.syncing import Changes, Progress, refresh, sync
from interview_coach.journal.listing import Listing
from interview_coach.journal.opening import open_journal
from interview_coach.journal.store import JournalStore
from interview_coach.journal.trash import Trashed, restore, trashed
from interview_coach.paths import Home

if TYPE_CHECKING:
    from interview_coach.domain.transcript import Transcript

PAGE = 100
"""Interviews on a page of a list, unless another number is asked for."""

FOUND = 20
"""Interviews that a search shows at most, unless another number is asked for."""


class _Label(NamedTuple):
    name: str | None
    tags: tuple[str, ...] | None
    note: str | None


class Archive:
    """All past interviews. Threads may share it.

    Lists, searches and attempts come from the index alone, so they say what the last :meth:`sync` found. What is
    changed through this object is in the index at once. Methods that are no coroutines block: call them in a thread.
    """

    def __init__(self, home: Home, store: JournalStore, clock: Callable[[], datetime]) -> None:
        self._home = home
        self._store = store
        self._clock = clock
        self._keeper = IndexKeeper(home)

    @property
    def notice(self) -> str:
        """What the user is to be told about the index, a sentence or two; empty while all is well."""
        return self._keeper.notice

    def sync(self, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Changes:
        """Bring the index in line with the journals on disk, the newest first, and return what changed. Blocks.

        Args:
            progress: is called, in this thread, with how many journals are done and of how many.
            cancelled: is asked before each journal whether to stop; what is done then stays.

        Raises:
            StorageError: the folder of the journals cannot be read, or another window keeps the index busy.
        """
        return self._keeper.fill(
            lambda index: sync(index, self._home.transcripts, progress=progress, cancelled=cancelled)
        )

    def clear(self) -> None:
        """Throw the index away; nothing but time is lost: :meth:`sync` makes it anew. Blocks."""
        self._keeper.clear()

    def page(
        self, filters: Filters = ALL, sort: Sort = NEWEST_FIRST, *, offset: int = 0, limit: int = PAGE
    ) -> list[Listing]:
        """Return interviews that ``filters`` accept, at most ``limit``, from the one at ``offset`` on. Blocks."""
        return self._keeper.do(lambda index: index.page(filters, sort, offset=offset, limit=limit))

    def count(self, filters: Filters = ALL) -> int:
        """Return how many interviews ``filters`` accept. Blocks."""
        return self._keeper.do(lambda index: index.count(filters))

    def search(self, text: str, filters: Filters = ALL, *, limit: int = FOUND) -> list[Found]:
        """Return the newest interviews that hold what ``text`` asks for, with the places in context. Blocks.

        ``text`` is words, of which the last may be half typed, and phrases in double quotes; all must stand in one
        passage. Without a word in it, nothing is found.
        """
        return self._keeper.do(lambda index: index.search(text, filters, limit=limit))

    def attempts(self, filters: Filters = ALL) -> tuple[Attempt, ...]:
        """Return all attempts of the interviews that ``filters`` accept, in the order of time. Blocks."""
        return self._keeper.do(lambda index: index.attempts(filters))

    def last_asked(self) -> dict[str, datetime]:
        """Return when each question was answered or asked last (UTC), by the question's id. Blocks."""
        return self._keeper.do(lambda index: index.last_asked())

    def tags(self) -> dict[str, int]:
        """Return the tags in use, with how many interviews have each. Blocks."""
        return self._keeper.do(lambda index: index.tags())

    def refresh(self, path: Path) -> None:
        """Bring the index in line with one journal, be it new, changed or gone. Never fails. Blocks."""
        self._keeper.attempt(lambda index: refresh(index, path))

    def finished(self) -> dict[str, str]:
        """Return the stamps of journals that nobody can go on with, by the file's name. Never fails. Blocks."""
        return self._keeper.attempt(lambda index: index.finished()) or {}

    async def label(
        self, interview: str, *, name: str | None = None, tags: tuple[str, ...] | None = None, note: str | None = None
    ) -> Transcript:
        """Record a name, tags or a note of an interview in its journal; ``None`` leaves as it was.

        Raises:
            UsageError: a name or a note is too long, or a tag is none.
            JournalLocked: it is open in another window, or in this program.
            JournalError: there is no such interview, or it cannot be read.
            StorageError: it cannot be written.
        """
        event = _labelled(self._clock(), _Label(name, tags, note))
        path = await asyncio.to_thread(self._store.find, interview)
        journal = await open_journal(path)
        try:
            return await journal.append(event)
        finally:
            await asyncio.to_thread(journal.close)
            await asyncio.to_thread(self.refresh, path)

    def delete(self, interview: str) -> Path:
        """Move an interview into the trash; return where its journal is now. The folder's name restores it. Blocks.

        Raises:
            JournalNotFound: there is no such interview, or there are several.
            JournalLocked: somebody has it open.
            StorageError: it cannot be moved.
        """
        path = self._store.find(interview)
        try:
            return self._store.delete(interview)
        finally:
            self.refresh(path)

    def restore(self, trashed_id: str) -> Path:
        """Move an interview out of the trash; return where its journal is again. Blocks.

        Raises:
            JournalNotFound: there is nothing of that id in the trash.
            JournalError: there is an interview of that id already.
            StorageError: it cannot be moved.
        """
        path = restore(self._home, trashed_id)
        self.refresh(path)
        return path

    def trash(self) -> list[Trashed]:
        """Return what is in the trash, what was deleted last first; raises ``StorageError``. Blocks."""
        return trashed(self._home)


def as_tag(text: str) -> str:
    """Return the tag that ``text`` means: lower case, hyphens for white space and underscores."""
    return "-".join(text.strip().lower().replace("_", " ").split())


def _labelled(at: datetime, label: _Label) -> InterviewLabelled:
    tags = None if label.tags is None else tuple(dict.fromkeys(map(as_tag, label.tags)))
    name = None if label.name is None else " ".join(label.name.split())
    try:
        return InterviewLabelled(at=at, name=name, tags=tags, note=label.note)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        field, *place = first["loc"]
        if field == "tags" and place:
            raise UsageError(
                f"{str(first['input'])[:80]!r} is no tag. Tags are words of the letters a to z, digits and hyphens, "
                "of at most 80 characters."
            ) from error
        most = {"name": "A name has at most 200 characters.", "tags": "An interview has at most 50 tags."}
        raise UsageError(most.get(str(field), "A note has at most 20,000 characters.")) from error
