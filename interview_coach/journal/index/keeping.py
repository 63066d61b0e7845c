"""Keeping an index whatever happens to its file: a damaged one is made anew, and where none can be, memory serves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from interview_coach.errors import StorageError
from interview_coach.journal.index.base import Index, IndexBroken, IndexBusy, IndexUnusable
from interview_coach.journal.index.memory import MemoryIndex
from interview_coach.journal.index.syncing import sync
from interview_coach.paths import Home

T = TypeVar("T")


class IndexKeeper:
    """Does things with the index of a data folder. Threads may share it. Every method blocks."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._index: Index | None = None
        self._changing = threading.RLock()
        self._being_filled = threading.Event()
        self._notice = ""

    @property
    def notice(self) -> str:
        """What the user is to be told about the index, a sentence or two; empty while all is well."""
        return self._notice

    def fill(self, work: Callable[[Index], T]) -> T:
        """Return ``work(index)`` as :meth:`do` does, where ``work`` brings the index in line with the journals.

        A new index is left to it, so that it can tell how far it is, and can be stopped; others see what there is.
        """
        self._being_filled.set()
        try:
            return self.do(work)
        finally:
            self._being_filled.clear()

    def do(self, work: Callable[[Index], T]) -> T:
        """Return ``work(index)``. It may be called again, on another index, where the first one fails.

        An index that takes the place of a broken one is filled first.

        Raises:
            StorageError: another process keeps the index busy.
        """
        try:
            index = self._current()
            try:
                return work(index)
            except IndexBroken as error:
                index = self._made_anew(index, error)
                return work(index)
        except (IndexBroken, IndexUnusable) as error:
            return work(self._in_memory(error))
        except IndexBusy as error:
            raise StorageError(
                f"Another window is writing to the index ({self._home.index_file}). Try again in a moment."
            ) from error

    def attempt(self, work: Callable[[Index], T]) -> T | None:
        """Do ``work`` where nothing stands in the way; what was not done, the next synchronisation does."""
        with suppress(IndexBroken, IndexUnusable, IndexBusy, StorageError):
            return work(self._current())
        return None

    def clear(self) -> None:
        """Throw the index away; the next thing to be done begins a new one."""
        with self._changing:
            self._index = None
            with suppress(IndexUnusable, ImportError):
                from interview_coach.journal.index.database import discard

                discard(self._home.index_file)

    def _current(self) -> Index:
        with self._changing:
            if self._index is None:
                try:
                    from interview_coach.journal.index.sqlite import SqliteIndex
                except ImportError as error:
                    raise IndexUnusable("this Python lacks SQLite") from error
                self._index = SqliteIndex(self._home.index_file, self._home.transcripts)
            return self._index

    def _made_anew(self, broken: Index, why: IndexBroken) -> Index:
        """Throw the file away and fill a new one; what another thread has mended meanwhile is taken as it is."""
        from interview_coach.journal.index.database import discard

        with self._changing:
            if self._index is not broken:
                return self._current()
            discard(self._home.index_file)
            self._notice = f"The index of the transcripts was built anew: {why}. Nothing of the transcripts is lost."
            self._fill(broken)
            return broken

    def _in_memory(self, why: Exception) -> Index:
        with self._changing:
            if not isinstance(self._index, MemoryIndex):
                index = MemoryIndex()
                self._fill(index)
                self._index = index
                self._notice = (
                    f"The index of the transcripts cannot be kept in {self._home.index_file}: {str(why).rstrip('.')}. "
                    "It is made in memory now, and again at the next start."
                )
            return self._index

    def _fill(self, index: Index) -> None:
        if not self._being_filled.is_set():
            sync(index, self._home.transcripts)
