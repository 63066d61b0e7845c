"""What every index can do, be it kept in a file or in memory; and why one kept in a file may not do it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from interview_coach.domain.attempt import Attempt
from interview_coach.journal.index.entry import Entry
from interview_coach.journal.index.filters import NEWEST_FIRST, Filters, Sort
from interview_coach.journal.index.hits import Found
from interview_coach.journal.listing import Listing

ALL = Filters()


class IndexBroken(Exception):
    """The file holds no index of this version that could be read; it is to be thrown away and made anew."""


class IndexUnusable(Exception):
    """No index can be kept there: it cannot be written, the disk is full, or SQLite lacks what is needed."""


class IndexBusy(Exception):
    """Another process is writing to it for longer than anybody would wait."""


class Index(Protocol):
    """What is known of all journals. Every method is one step: whoever reads sees all of it or nothing."""

    def stamps(self) -> dict[str, str]:
        """Return the stamp with which each journal was indexed, by the file's name."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Add ``entries``, in place of what was there of these journals."""
        ...

    def remove(self, names: Iterable[str]) -> None:
        """Forget the journals whose files have these names."""
        ...

    def kept_open(self) -> AbstractContextManager[None]:
        """Make ready for many steps in a row."""
        ...

    def listings(self, names: Iterable[str]) -> dict[str, tuple[str, Listing]]:
        """Return stamp and listing of the journals whose files have these names, those that are known."""
        ...

    def finished(self) -> dict[str, str]:
        """Return the stamps of journals that nobody can go on with, by the file's name."""
        ...

    def page(self, filters: Filters = ALL, sort: Sort = NEWEST_FIRST, *, offset: int = 0, limit: int) -> list[Listing]:
        """Return interviews that ``filters`` accept, at most ``limit``, from the one at ``offset`` on."""
        ...

    def count(self, filters: Filters = ALL) -> int:
        """Return how many interviews ``filters`` accept."""
        ...

    def search(self, text: str, filters: Filters = ALL, *, limit: int) -> list[Found]:
        """Return the newest interviews that hold what ``text`` asks for, with the places; at most ``limit``."""
        ...

    def attempts(self, filters: Filters = ALL) -> tuple[Attempt, ...]:
        """Return all attempts of the interviews that ``filters`` accept, in the order of time."""
        ...

    def last_asked(self) -> dict[str, datetime]:
        """Return when each question was answered or asked last (UTC), by the question's id."""
        ...

    def tags(self) -> dict[str, int]:
        """Return the tags that were given, with how many interviews have each, in the order of the alphabet."""
        ...
