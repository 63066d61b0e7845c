"""One process at a time writes a journal."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from interview_coach.errors import JournalLocked, StorageError
from interview_coach.paths import PRIVATE_FILE, read_regular, reason

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LONGEST = 100
"""Bytes of a lock file that hold the number of a process."""


class JournalLock:
    """Holds ``<name>.lock`` beside a journal. The lock dies with its process; a file left behind means nothing."""

    def __init__(self, journal: Path) -> None:
        """Take the lock at once.

        Raises:
            JournalLocked: somebody holds it; the message names the process where it is known.
            StorageError: the lock file cannot be made.
        """
        from filelock import FileLock, Timeout

        self._path = journal.with_suffix(".lock")
        # Taken in one thread and given back in another, so it must not belong to a thread.
        lock = FileLock(self._path, mode=PRIVATE_FILE, thread_local=False, blocking=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise JournalLocked(
                f"The interview {journal.stem} is open {self._holder()}. Go on there, or close it there first."
            ) from error
        except OSError as error:
            raise StorageError(
                f"Cannot lock the interview with {self._path}: {reason(error)}. Mend that, then try again."
            ) from error
        self._lock: BaseFileLock = lock
        with suppress(OSError):
            self._path.write_text(f"{os.getpid()}\n", encoding="ascii")

    def _holder(self) -> str:
        try:
            process = int(read_regular(self._path, _LONGEST))
        except (OSError, ValueError):
            return "in another window"
        return "in this program already" if process == os.getpid() else f"in another window (process {process})"

    def release(self) -> None:
        """Give the lock back, and remove its file while nobody else can hold it."""
        with suppress(OSError):
            self._path.unlink()
        self._lock.release()
